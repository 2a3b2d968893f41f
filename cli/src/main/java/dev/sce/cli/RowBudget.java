package dev.sce.cli;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * Bounds the bytes of the rows in progress: a few giant rows would otherwise take too much memory
 * long before their number is large. One row is always admitted.
 */
final class RowBudget {
  private final long limit;

  @GuardedBy("this")
  private long used;

  RowBudget(long limit) {
    this.limit = limit;
  }

  /** Waits until the row fits along with the others. */
  synchronized void enter(long bytes) {
    while (used > 0 && used + bytes > limit) {
      try {
        wait();
      } catch (InterruptedException e) {
        // The stream is being closed; its feeder looks at the flag next.
        Thread.currentThread().interrupt();
        return;
      }
    }
    used += bytes;
  }

  synchronized void leave(long bytes) {
    used -= bytes;
    notifyAll();
  }
}
