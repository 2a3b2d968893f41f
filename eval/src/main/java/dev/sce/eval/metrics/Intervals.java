package dev.sce.eval.metrics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Makes confidence intervals for the mean of a value that every problem has.
 *
 * <p>The problems are the units that were drawn: samples of one problem resemble each other, so
 * counting them as independent would give intervals that are too narrow (Miller 2024, "Adding Error
 * Bars to Evals"). Where every value is 0 or 1 the mean is a proportion, for which Wilson's score
 * interval holds its level at small numbers and at 0 and 1 (Agresti and Coull 1998; Brown, Cai and
 * DasGupta 2001), where the normal approximation fails (Bowyer et al. 2025). Otherwise the
 * percentile bootstrap resamples problems, if they are many and not all equal; few or equal values
 * would give it hardly any width. For those Wilson's interval with the mean in place of the
 * proportion is a safe choice: no value between 0 and 1 varies more than one that is 0 or 1.
 */
public final class Intervals {
  /** Seed of the bootstrap, so that the same verdicts always give the same interval. */
  public static final long SEED = 20_210_707;

  /** Standard normal quantile of 97.5%. */
  private static final double Z = 1.959963984540054;

  private static final int ENOUGH_FOR_BOOTSTRAP = 30;
  private static final int MOST_RESAMPLES = 10_000;
  private static final int LEAST_RESAMPLES = 1_000;
  private static final long DRAWS = 50_000_000;

  private Intervals() {}

  /**
   * Returns Wilson's score interval of a proportion.
   *
   * @param successes may be a fraction: the sum of values between 0 and 1
   */
  public static Interval wilson(long trials, double successes, Interval.Method method) {
    if (trials < 1 || !(successes >= 0) || successes > trials) {
      throw new IllegalArgumentException(successes + " successes of " + trials + " cannot be");
    }
    double n = trials;
    double p = successes / n;
    double z2 = Z * Z;
    double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
    double half = Z / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    // At the ends the formula gives them exactly, but for rounding.
    double low = successes == 0 ? 0 : centre - half;
    double high = successes == n ? 1 : centre + half;
    return new Interval(low, high, method);
  }

  /** Returns the interval of the mean of one value between 0 and 1 for each of several problems. */
  public static Interval ofMean(double[] values) {
    if (values.length < 2) {
      throw new IllegalArgumentException("one problem says nothing about others");
    }
    boolean proportion = Arrays.stream(values).allMatch(value -> value == 0 || value == 1);
    boolean equal = Arrays.stream(values).allMatch(value -> value == values[0]);
    if (proportion || equal || values.length < ENOUGH_FOR_BOOTSTRAP) {
      double sum = Math.min(values.length, Arrays.stream(values).sum());
      return wilson(values.length, sum, Interval.Method.WILSON_OVER_PROBLEMS);
    }
    return bootstrap(values, resamples(values.length), SEED);
  }

  /** Returns how many resamples are drawn for so many problems: fewer for very large sets. */
  public static int resamples(int problems) {
    return Math.clamp(DRAWS / Math.max(1, problems), LEAST_RESAMPLES, MOST_RESAMPLES);
  }

  static Interval bootstrap(double[] values, int resamples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      double sum = 0;
      for (int j = 0; j < values.length; j++) {
        sum += values[random.nextInt(values.length)];
      }
      means[i] = sum / values.length;
    }
    Arrays.sort(means);
    return new Interval(
        Quantiles.ofSorted(means, means.length, 0.025),
        Quantiles.ofSorted(means, means.length, 0.975),
        Interval.Method.BOOTSTRAP_OVER_PROBLEMS);
  }
}
