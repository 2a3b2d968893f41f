package dev.sce.report.compare;

import java.util.List;
import java.util.TreeSet;

/**
 * The difference of pass@k for one k.
 *
 * @param k samples that are drawn
 * @param difference the difference
 */
public record PassAtKDifference(int k, Difference difference) {
  private static final List<Integer> USUAL_KS = List.of(1, 10, 100);

  /** Returns the differences for 1 and each other k that both sides define. */
  static List<PassAtKDifference> all(EvaluationCounts a, EvaluationCounts b, Pairs pairs) {
    TreeSet<Integer> ks = new TreeSet<>(a.ks().orElse(USUAL_KS));
    ks.retainAll(b.ks().orElse(USUAL_KS));
    ks.add(1);
    long most = pairs.fewestSamples();
    return ks.stream()
        .filter(k -> k <= most)
        .map(k -> new PassAtKDifference(k, Differences.passAtK(pairs, k)))
        .toList();
  }
}
