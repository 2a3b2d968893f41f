package dev.sce.internal.pipeline;

import dev.sce.ExecutionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one prediction, run side by side: by the thread that wants them, and by as many
 * others as come to help in time. The first that fails ends all others.
 */
final class Parts {
  // Empty at the end, so that a helper who comes too late holds no results.
  private volatile List<FutureTask<ExecutionResult>> tasks;

  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  Parts(int count, IntFunction<ExecutionResult> part) {
    List<FutureTask<ExecutionResult>> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int number = i;
      all.add(new FutureTask<>(() -> runOne(all, number, part)));
    }
    tasks = all;
  }

  /**
   * Runs all parts and returns their results in order.
   *
   * @param most how many of them run at once
   */
  List<ExecutionResult> run(JobThreads threads, int most) throws InterruptedException {
    try {
      for (int i = 1; i < Math.min(most, tasks.size()); i++) {
        threads.start(this::help);
      }
      help();
      List<ExecutionResult> results = new ArrayList<>(tasks.size());
      for (FutureTask<ExecutionResult> task : tasks) {
        results.add(task.get());
      }
      return results;
    } catch (InterruptedException | CancellationException | ExecutionException e) {
      throw reason(e);
    } finally {
      tasks.forEach(task -> task.cancel(true));
      tasks = List.of();
    }
  }

  private ExecutionResult runOne(
      List<FutureTask<ExecutionResult>> all, int number, IntFunction<ExecutionResult> part) {
    try {
      return part.apply(number);
    } catch (RuntimeException | Error e) {
      if (failure.compareAndSet(null, e)) {
        FutureTask<ExecutionResult> own = all.get(number);
        all.stream().filter(task -> !task.equals(own)).forEach(task -> task.cancel(true));
      }
      throw e;
    }
  }

  /** Runs parts until none is left, or this thread is interrupted. */
  private void help() {
    List<FutureTask<ExecutionResult>> all = tasks;
    boolean interrupted = false;
    int i = next.getAndIncrement();
    while (i < all.size() && !interrupted) {
      all.get(i).run();
      interrupted = Thread.currentThread().isInterrupted();
      i = next.getAndIncrement();
    }
    if (interrupted) {
      all.forEach(task -> task.cancel(true));
    }
  }

  /** Returns what all ended for; an interrupt is none when it came from a part that failed. */
  private InterruptedException reason(Exception end) {
    Throwable failed = failure.get();
    if (failed != null) {
      var _ = Thread.interrupted();
      if (failed instanceof Error error) {
        throw error;
      }
      throw failed instanceof CallerFailure caller ? caller : new IllegalStateException(failed);
    }
    return (InterruptedException) new InterruptedException("parts were interrupted").initCause(end);
  }
}
