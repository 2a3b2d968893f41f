package dev.sce.json.rows;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * Bounds the bytes of the rows in progress: a few giant rows would otherwise take too much memory
 * long before their number is large. One row is always admitted. Safe for use by many threads.
 */
public final class RowBudget {
  private final long limit;

  @GuardedBy("this")
  private long used;

  /** Creates a budget of so many bytes. */
  public RowBudget(long limit) {
    this.limit = limit;
  }

  /** Waits until a row of so many bytes fits along with the others, and counts it. */
  public synchronized void enter(long bytes) {
    while (used > 0 && used + bytes > limit) {
      try {
        wait();
      } catch (InterruptedException e) {
        // The stream is being closed; its reading thread looks at the flag next.
        Thread.currentThread().interrupt();
        return;
      }
    }
    used += bytes;
  }

  /** Gives the bytes of a row back; called once its result is about to be written. */
  public synchronized void leave(long bytes) {
    used -= bytes;
    notifyAll();
  }
}
