package dev.sce.report.compare;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Corrects p-values of several tests for their number (Holm 1979, <i>Scandinavian Journal of
 * Statistics</i> 6): with all of them at 5%, the chance that any true hypothesis is rejected is at
 * most 5%.
 */
final class Holm {
  private Holm() {}

  /** Returns the corrected p-values, in the order of those given. */
  static double[] corrected(List<Double> pValues) {
    List<Integer> order =
        IntStream.range(0, pValues.size())
            .boxed()
            .sorted(Comparator.comparingDouble(pValues::get))
            .toList();
    double[] corrected = new double[pValues.size()];
    double least = 0;
    for (int rank = 0; rank < order.size(); rank++) {
      int test = order.get(rank);
      least = Math.max(least, Math.min(1, (order.size() - rank) * pValues.get(test)));
      corrected[test] = least;
    }
    return corrected;
  }
}
