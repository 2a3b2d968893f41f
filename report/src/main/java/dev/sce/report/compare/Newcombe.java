package dev.sce.report.compare;

import dev.sce.eval.metrics.Interval;
import dev.sce.eval.metrics.Intervals;
import java.util.Arrays;

/**
 * Intervals for the difference of two proportions, made of Wilson's interval of each by adding the
 * squares of their arms.
 */
final class Newcombe {
  private Newcombe() {}

  /**
   * Returns the interval of B less A for paired proportions: method 10 of Newcombe 1998,
   * <i>Statistics in Medicine</i> 17, 2635–2650.
   */
  static PairedInterval paired(PairedTable table) {
    double passA = table.both() + table.onlyA();
    double passB = table.both() + table.onlyB();
    return of(table.total(), passB, passA, correlation(table), PairedInterval.Method.NEWCOMBE);
  }

  /**
   * Returns an interval of B less A for the means of values between 0 and 1. It is wide: no value
   * varies more than one that is 0 or 1, and a correlation counts only if it widens the interval.
   */
  static PairedInterval ofMeans(double[] a, double[] b) {
    return of(
        a.length,
        Arrays.stream(b).sum(),
        Arrays.stream(a).sum(),
        Math.min(0, correlation(a, b)),
        PairedInterval.Method.WILSON_SQUARE_AND_ADD);
  }

  private static PairedInterval of(
      long n, double more, double less, double correlation, PairedInterval.Method method) {
    Interval one = wilson(n, more);
    Interval two = wilson(n, less);
    double p1 = more / n;
    double p2 = less / n;
    double below = arm(p1 - one.low(), two.high() - p2, correlation);
    double above = arm(one.high() - p1, p2 - two.low(), correlation);
    return new PairedInterval(p1 - p2 - below, p1 - p2 + above, method);
  }

  private static double arm(double x, double y, double correlation) {
    return Math.sqrt(Math.max(0, x * x - 2 * correlation * x * y + y * y));
  }

  private static Interval wilson(long n, double sum) {
    return Intervals.wilson(
        n, Math.clamp(sum, 0, (double) n), Interval.Method.WILSON_OVER_PROBLEMS);
  }

  /** Returns the correlation of both sides, drawn towards 0 if it is positive. */
  private static double correlation(PairedTable table) {
    double a = table.both();
    double b = table.onlyA();
    double c = table.onlyB();
    double d = table.neither();
    double margins = Math.sqrt((a + b) * (c + d)) * Math.sqrt((a + c) * (b + d));
    double excess = a * d - b * c;
    double corrected = excess > 0 ? Math.max(0, excess - table.total() / 2.0) : excess;
    return margins == 0 ? 0 : corrected / margins;
  }

  /** Returns Pearson's correlation; 0 where one side does not vary. */
  private static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).sum() / a.length;
    double meanB = Arrays.stream(b).sum() / b.length;
    double together = 0;
    double ofA = 0;
    double ofB = 0;
    for (int i = 0; i < a.length; i++) {
      together += (a[i] - meanA) * (b[i] - meanB);
      ofA += (a[i] - meanA) * (a[i] - meanA);
      ofB += (b[i] - meanB) * (b[i] - meanB);
    }
    return ofA == 0 || ofB == 0 ? 0 : Math.max(-1, together / Math.sqrt(ofA * ofB));
  }
}
