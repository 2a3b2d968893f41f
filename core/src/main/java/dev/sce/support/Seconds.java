package dev.sce.support;

import java.math.BigDecimal;
import java.time.Duration;

/** Times as rows and programs tell them: in seconds. */
public final class Seconds {
  private static final double NANOS = 1e9;

  private Seconds() {}

  /** Returns a time with the precision that is measured: cut off after microseconds. */
  public static BigDecimal of(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos() / 1000, 6);
  }

  /** Returns a time for people, exactly and however long it is. */
  public static String text(Duration duration) {
    BigDecimal seconds =
        BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
    return seconds.stripTrailingZeros().toPlainString() + " s";
  }

  /** Returns a time as a number with a fraction. */
  public static double asDouble(Duration duration) {
    return duration.toNanos() / NANOS;
  }

  /** Returns the time of so many seconds, to the nanosecond. */
  public static Duration toDuration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * NANOS));
  }
}
