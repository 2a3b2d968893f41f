package dev.sce.cli;

import dev.sce.eval.EvaluationRequest;
import dev.sce.eval.GroupScore;
import dev.sce.eval.metrics.Estimate;
import dev.sce.eval.metrics.Report;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Prints the first score by groups of problems: one line for each label. */
final class GroupTable {
  /** A longer list is for metrics.json. */
  private static final int MOST_LABELS = 12;

  private GroupTable() {}

  static void print(PrintStream out, EvaluationRequest request, Report report) {
    Optional<Integer> k = report.passAtK().stream().map(Estimate::k).min(Comparator.naturalOrder());
    if (k.isPresent()) {
      for (Map.Entry<String, List<GroupScore>> group :
          GroupScore.all(request.problems(), report).entrySet()) {
        // One single label says nothing that the whole does not.
        if (group.getValue().size() > 1 && group.getValue().size() <= MOST_LABELS) {
          print(out, group.getKey(), group.getValue(), k.get());
        }
      }
    }
  }

  private static void print(PrintStream out, String name, List<GroupScore> scores, int k) {
    int width = scores.stream().mapToInt(score -> label(score).length()).max().orElse(0);
    String heading = EvalTable.oneLine(name);
    for (GroupScore score : scores) {
      EvalTable.line(
          out,
          heading,
          String.format(
              Locale.ROOT,
              "%-" + width + "s  %d of %d problems  pass@%d %s",
              label(score),
              score.estimates().problems().size(),
              score.problems(),
              k,
              EvalTable.text(score.passAtK(k))));
      heading = "";
    }
  }

  private static String label(GroupScore score) {
    return EvalTable.oneLine(score.value());
  }
}
