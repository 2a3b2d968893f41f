package dev.sce.server.programs;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.Blob;
import dev.sce.CommandResult;
import dev.sce.Outcome;
import dev.sce.server.http.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What compilers made of programs, kept for requests with the same source: callers send one request
 * for each test of a problem.
 *
 * <p>Each is compiled in a sandbox in which nothing of a program has run; who comes while it is
 * compiled waits without a place. What a moment may have brought about, such as a time limit, is
 * not kept. Safe for use by many threads.
 */
final class Builds {
  /** What is held besides the files: the map's entry, and the source as its key. */
  private static final int BASE_WEIGHT = 1024;

  private final long capacity;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final LinkedHashMap<Object, Built> kept = new LinkedHashMap<>(16, 0.75f, true);

  @GuardedBy("lock")
  private final Map<Object, CompletableFuture<Built>> underWay = new LinkedHashMap<>();

  @GuardedBy("lock")
  private long weight;

  Builds(long capacity) {
    this.capacity = capacity;
  }

  /**
   * What a compiler made.
   *
   * @param result of the compile command
   * @param files that it left; none if it failed
   * @param sourceSize bytes of the source
   */
  record Built(CommandResult result, SequencedMap<String, Blob> files, long sourceSize) {
    private long weight() {
      long printed = result.out().content().size() + (long) result.err().content().size();
      return BASE_WEIGHT
          + sourceSize
          + printed
          + files.values().stream().mapToLong(Blob::size).sum();
    }

    /** Whether it will be the same next time. */
    private boolean isDecided() {
      return result.outcome() == Outcome.OK || result.outcome() == Outcome.NONZERO_EXIT;
    }
  }

  /** Compiles. */
  @FunctionalInterface
  interface Compiler {
    Built compile() throws Refusal, InterruptedException;
  }

  /** Returns what was made of a source, compiling it if need be. */
  Built get(Caller caller, Object key, Compiler compiler) throws Refusal, InterruptedException {
    while (true) {
      CompletableFuture<Built> mine = new CompletableFuture<>();
      CompletableFuture<Built> others;
      lock.lock();
      try {
        Built known = kept.get(key);
        if (known != null) {
          return known;
        }
        others = underWay.putIfAbsent(key, mine);
      } finally {
        lock.unlock();
      }
      if (others == null) {
        return compile(key, mine, compiler);
      }
      try {
        return caller.await(others);
      } catch (ExecutionException e) {
        // Whoever compiled it was cancelled; the next one tries.
      }
    }
  }

  private Built compile(Object key, CompletableFuture<Built> promise, Compiler compiler)
      throws Refusal, InterruptedException {
    Built built = null;
    try {
      built = compiler.compile();
      return built;
    } finally {
      lock.lock();
      try {
        underWay.remove(key);
        if (built != null && built.isDecided()) {
          keep(key, built);
        }
      } finally {
        lock.unlock();
      }
      settle(promise, built);
    }
  }

  private static void settle(CompletableFuture<Built> promise, @Nullable Built built) {
    if (built == null) {
      promise.completeExceptionally(new IllegalStateException("not compiled"));
    } else {
      promise.complete(built);
    }
  }

  @GuardedBy("lock")
  private void keep(Object key, Built built) {
    if (built.weight() > capacity / 4) {
      return;
    }
    Built replaced = kept.put(key, built);
    weight += built.weight() - (replaced == null ? 0 : replaced.weight());
    while (weight > capacity) {
      Map.Entry<Object, Built> eldest = kept.pollFirstEntry();
      weight -= eldest == null ? 0 : eldest.getValue().weight();
    }
  }
}
