package dev.sce.eval.metrics;

/** Quantiles of sorted values. */
final class Quantiles {
  private Quantiles() {}

  /** Returns a quantile of the first values, between neighbours in proportion (as numpy does). */
  static double ofSorted(double[] sorted, int count, double share) {
    double position = share * (count - 1);
    int below = (int) position;
    int above = Math.min(below + 1, count - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
