package dev.sce;

import java.math.BigDecimal;
import java.time.Duration;

/** Turns durations into seconds with the precision that is measured: six digits. */
final class Seconds {
  private Seconds() {}

  static BigDecimal of(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos() / 1000, 6);
  }
}
