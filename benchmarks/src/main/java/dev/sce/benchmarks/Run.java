package dev.sce.benchmarks;

import java.time.Duration;
import java.util.Map;

/**
 * One measured run of a contender, its results verified.
 *
 * @param launchers how many commands were started in which way
 */
record Run(int programs, Duration time, Map<String, Integer> launchers) {
  /** Returns programs per second. */
  double rate() {
    return programs / (time.toNanos() / 1e9);
  }
}
