package dev.sce.report.compare;

import dev.sce.eval.metrics.Intervals;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Percentile interval of the mean of the problems' differences, over problems drawn anew (Efron and
 * Tibshirani 1993, <i>An Introduction to the Bootstrap</i>, chapter 13). A problem is drawn with
 * both of its scores, so that what makes a problem hard for both sides cancels out.
 */
final class PairedBootstrap {
  private PairedBootstrap() {}

  static PairedInterval interval(double[] differences) {
    return interval(differences, Intervals.resamples(differences.length), Intervals.SEED);
  }

  static PairedInterval interval(double[] differences, int resamples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      double sum = 0;
      for (int j = 0; j < differences.length; j++) {
        sum += differences[random.nextInt(differences.length)];
      }
      means[i] = sum / differences.length;
    }
    Arrays.sort(means);
    return new PairedInterval(
        quantile(means, 0.025),
        quantile(means, 0.975),
        PairedInterval.Method.BOOTSTRAP_OVER_PROBLEMS);
  }

  /** Returns a quantile of sorted values, between neighbours in proportion. */
  private static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
