package dev.sce.report.compare;

/**
 * A confidence interval of 95% for a difference.
 *
 * @param low lower end
 * @param high upper end
 * @param method how it was made
 */
public record PairedInterval(double low, double high, Method method) {
  /** How an interval is made. */
  public enum Method {
    /** Newcombe's hybrid score interval for paired proportions. */
    NEWCOMBE,
    /** Percentiles of differences over problems drawn anew, with a fixed seed. */
    BOOTSTRAP_OVER_PROBLEMS,
    /** Two Wilson intervals added by squares, safe for few problems and for equal differences. */
    WILSON_SQUARE_AND_ADD
  }

  /** Whether all of it is on one side of 0. */
  public boolean excludesZero() {
    return low > 0 || high < 0;
  }
}
