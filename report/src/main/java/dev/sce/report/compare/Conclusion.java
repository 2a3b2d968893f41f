package dev.sce.report.compare;

import org.jspecify.annotations.Nullable;

/** What two evaluations say of which is better. */
public enum Conclusion {
  /** A has the higher pass@1, beyond what chance explains. */
  A_BETTER,
  /** B has the higher pass@1, beyond what chance explains. */
  B_BETTER,
  /** No difference is shown, which is not to say that there is none. */
  NOT_SHOWN;

  /** The level of tests: how often a difference is seen where there is none. */
  public static final double LEVEL = 0.05;

  /** A difference is shown if the test rejects equality and the interval excludes it. */
  static Conclusion of(double pValue, double value, @Nullable PairedInterval interval) {
    if (pValue >= LEVEL || interval == null || !interval.excludesZero()) {
      return NOT_SHOWN;
    }
    return value > 0 ? B_BETTER : A_BETTER;
  }
}
