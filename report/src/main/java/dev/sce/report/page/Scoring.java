package dev.sce.report.page;

import dev.sce.eval.metrics.Estimate;
import dev.sce.eval.metrics.Estimates;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores of the rows.
 *
 * @param passAt pass@k for each k of a curve for which every problem has enough samples
 * @param passHat pass^k for the same k
 */
record Scoring(List<Estimate> passAt, List<Estimate> passHat) {
  private static final List<Integer> KS =
      List.of(1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000);

  /** A k so close to the last one would have its label on that of the last one. */
  private static final double CLOSE = 0.75;

  static Scoring of(Rows rows) {
    List<ProblemRow> problems = rows.judgedProblems();
    int fewest = problems.stream().mapToInt(ProblemRow::judged).min().orElse(0);
    Estimates estimates = Estimates.of(problems.stream().map(ProblemRow::counts));
    List<Estimate> passAt = new ArrayList<>();
    List<Estimate> passHat = new ArrayList<>();
    for (int k : ks(fewest)) {
      passAt.add(estimates.passAtK(k));
      passHat.add(estimates.passHatK(k));
    }
    return new Scoring(passAt, passHat);
  }

  /** The last one is the number of samples of the problem that has the fewest. */
  private static List<Integer> ks(int fewest) {
    List<Integer> ks = new ArrayList<>(KS.stream().filter(k -> k < CLOSE * fewest).toList());
    if (fewest > 0) {
      ks.add(fewest);
    }
    return ks;
  }
}
