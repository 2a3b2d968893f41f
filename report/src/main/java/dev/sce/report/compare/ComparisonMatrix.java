package dev.sce.report.compare;

import dev.sce.json.UnusableFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several evaluations, each compared with each other over the problems that all of them have
 * judged.
 *
 * @param dataSet the data set of all
 * @param sides the evaluations
 * @param problems how many problems are compared
 * @param passAt1 pass@1 of each evaluation over those problems
 * @param conditions for each evaluation, what verdicts depend on besides the samples, where it
 *     differs from the first evaluation
 * @param pairs each evaluation with each that follows it
 */
public record ComparisonMatrix(
    String dataSet,
    List<Side> sides,
    int problems,
    List<Double> passAt1,
    List<List<ConditionDifference>> conditions,
    List<Pair> pairs) {
  /** Copies the lists. */
  public ComparisonMatrix {
    sides = List.copyOf(sides);
    passAt1 = List.copyOf(passAt1);
    conditions = conditions.stream().map(List::copyOf).toList();
    pairs = List.copyOf(pairs);
  }

  /**
   * Two of the evaluations. The difference is B less A.
   *
   * @param a position of A among the evaluations
   * @param b position of B
   * @param difference the difference of pass@1
   * @param test whether chance explains it
   * @param correctedPValue the p-value corrected for the number of pairs
   */
  public record Pair(int a, int b, Difference difference, PairedTest test, double correctedPValue) {
    /** Returns which of the two is better, if that can be told by the corrected p-value. */
    public Conclusion conclusion() {
      return Conclusion.of(correctedPValue, difference.value(), difference.interval());
    }
  }

  /**
   * Compares evaluations.
   *
   * @throws UnusableFileException if they are of different data sets or have no problem in common
   */
  public static ComparisonMatrix of(List<EvaluationCounts> all) throws IOException {
    if (all.size() < 2) {
      throw new IllegalArgumentException("at least two evaluations are needed");
    }
    List<String> ids = Pairing.common(all);
    EvaluationCounts first = all.getFirst();
    return new ComparisonMatrix(
        first.directory().dataSet(),
        all.stream().map(EvaluationCounts::side).toList(),
        ids.size(),
        all.stream().map(each -> passAt1(Pairs.of(first, each, ids, false))).toList(),
        all.stream()
            .map(each -> ConditionDifference.between(first.directory(), each.directory()))
            .toList(),
        pairs(all, ids));
  }

  private static double passAt1(Pairs pairs) {
    return Arrays.stream(pairs.passAtKOfB(1)).sum() / pairs.size();
  }

  private static List<Pair> pairs(List<EvaluationCounts> all, List<String> ids) {
    List<Pair> pairs = new ArrayList<>();
    for (int a = 0; a < all.size(); a++) {
      for (int b = a + 1; b < all.size(); b++) {
        Pairs both = Pairs.of(all.get(a), all.get(b), ids, false);
        PairedTest test = Differences.test(both);
        pairs.add(new Pair(a, b, Differences.passAtK(both, 1), test, test.pValue()));
      }
    }
    double[] corrected = Holm.corrected(pairs.stream().map(pair -> pair.test().pValue()).toList());
    for (int i = 0; i < corrected.length; i++) {
      Pair pair = pairs.get(i);
      pairs.set(i, new Pair(pair.a(), pair.b(), pair.difference(), pair.test(), corrected[i]));
    }
    return pairs;
  }
}
