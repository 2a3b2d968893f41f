package dev.sce;

import java.time.Duration;

/** Turns durations into seconds with the precision that is measured, which is a microsecond. */
final class Seconds {
  private Seconds() {}

  static double of(Duration duration) {
    return Math.round(duration.toNanos() / 1e3) / 1e6;
  }
}
