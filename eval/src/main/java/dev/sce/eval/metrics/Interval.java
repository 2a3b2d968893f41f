package dev.sce.eval.metrics;

/**
 * A confidence interval of 95%.
 *
 * @param low lower end
 * @param high upper end
 * @param method how it was made
 */
public record Interval(double low, double high, Method method) {

  /** How an interval is made. */
  public enum Method {
    /** Wilson's score interval, each problem one trial that passes or does not. */
    WILSON_OVER_PROBLEMS,
    /** Wilson's score interval, each sample of the only problem one trial. */
    WILSON_OVER_SAMPLES,
    /** Percentiles of means of problems drawn anew, with a fixed seed. */
    BOOTSTRAP_OVER_PROBLEMS
  }
}
