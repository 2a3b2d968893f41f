package dev.sce.server.programs;

import dev.sce.server.http.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Does the many things of one request, a few at a time. */
public final class Lanes {
  private Lanes() {}

  /** One of many things. */
  @FunctionalInterface
  public interface Item<T> {
    T run(int index) throws Refusal, InterruptedException;
  }

  /**
   * Returns the results of all, in order; after a failure, no more are begun.
   *
   * @param lanes how many are done at a time
   */
  public static <T> List<T> run(int lanes, int count, Item<T> item)
      throws Refusal, InterruptedException {
    AtomicReferenceArray<T> results = new AtomicReferenceArray<>(count);
    AtomicInteger next = new AtomicInteger();
    AtomicBoolean failed = new AtomicBoolean();
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int lane = 0; lane < Math.min(lanes, count); lane++) {
        running.add(
            threads.submit(
                () -> {
                  boolean done = false;
                  try {
                    for (int i = next.getAndIncrement();
                        i < count && !failed.get();
                        i = next.getAndIncrement()) {
                      results.set(i, item.run(i));
                    }
                    done = true;
                  } finally {
                    failed.compareAndSet(false, !done);
                  }
                  return null;
                }));
      }
    }
    for (Future<?> lane : running) {
      try {
        lane.get();
      } catch (ExecutionException e) {
        throw failure(e);
      }
    }
    List<T> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(results.get(i));
    }
    return all;
  }

  private static RuntimeException failure(ExecutionException lane)
      throws Refusal, InterruptedException {
    return switch (lane.getCause()) {
      case Refusal refusal -> throw refusal;
      case InterruptedException interrupted -> throw interrupted;
      case RuntimeException failure -> failure;
      case null, default -> new IllegalStateException(lane);
    };
  }
}
