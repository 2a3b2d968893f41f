package dev.sce.sandbox;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Lets a few lines through in each minute and counts the rest. Safe for use by many threads. */
final class LineBudget {
  static final int LINES = 20;
  static final Duration PERIOD = Duration.ofMinutes(1);

  private final LongSupplier clock;

  @GuardedBy("this")
  private long begin;

  @GuardedBy("this")
  private int taken;

  @GuardedBy("this")
  private long dropped;

  /** Creates a budget; the clock counts nanoseconds. */
  LineBudget(LongSupplier clock) {
    this.clock = clock;
    this.begin = clock.getAsLong();
  }

  /** Returns {@code true} if one more line may be written; otherwise it counts as dropped. */
  synchronized boolean take() {
    long now = clock.getAsLong();
    if (now - begin >= PERIOD.toNanos()) {
      begin = now;
      taken = 0;
    }
    if (taken < LINES) {
      taken++;
      return true;
    }
    drop();
    return false;
  }

  /** Counts a line that nobody asks for. */
  synchronized void drop() {
    dropped++;
  }

  /** Returns how many lines have been dropped since the last call. */
  synchronized long takeDropped() {
    long count = dropped;
    dropped = 0;
    return count;
  }
}
