package dev.sce;

import java.math.BigDecimal;
import java.time.Duration;

/** Times as they are written in rows: seconds with the precision that is measured, six digits. */
public final class Seconds {
  private Seconds() {}

  /** Returns a time in seconds, cut off after microseconds. */
  public static BigDecimal of(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos() / 1000, 6);
  }
}
