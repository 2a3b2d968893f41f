package dev.sce.judge.language;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets threads that need a program wait while another one compiles it.
 *
 * <p>Nobody waits forever for a thread whose run has been given up, and no thread waits for itself:
 * after that time, and there, a program is compiled once more, which does no harm.
 */
final class BuildsInProgress {
  private final Map<Object, Build> builds = new ConcurrentHashMap<>();
  private final Duration patience;

  BuildsInProgress(Duration patience) {
    this.patience = patience;
  }

  /** One that has begun. */
  private record Build(Thread owner, CountDownLatch end) {}

  /**
   * Begins, or waits for the one that has begun. Afterwards the caller looks whether the program is
   * there; if not, it compiles it and calls {@link #end}.
   */
  void begin(Object key) {
    Build own = new Build(Thread.currentThread(), new CountDownLatch(1));
    Build other = builds.putIfAbsent(key, own);
    if (other == null) {
      return;
    }
    if (other.owner != Thread.currentThread()) {
      try {
        other.end.await(patience.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Says that a program is there, or will not be. */
  void end(Object key) {
    Build ended = builds.remove(key);
    if (ended != null) {
      ended.end.countDown();
    }
  }
}
