package dev.sce.judge;

import java.time.Duration;

/** Times as programs and files tell them: seconds with a fraction. */
public final class Seconds {
  private static final double NANOS = 1e9;

  private Seconds() {}

  /** Returns a time in seconds. */
  public static double of(Duration time) {
    return time.toNanos() / NANOS;
  }

  /** Returns the time of so many seconds, to the nanosecond. */
  public static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * NANOS));
  }
}
