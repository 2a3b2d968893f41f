package dev.sce.cli;

import dev.sce.report.compare.Comparison;
import dev.sce.report.compare.ComparisonMatrix;
import dev.sce.report.compare.ConditionDifference;
import dev.sce.report.compare.Pairing;
import dev.sce.report.compare.Side;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** Warns of what makes a comparison less than one of two finished, equal evaluations. */
final class CompareNotes {
  private static final int MOST_IDS = 5;

  private CompareNotes() {}

  static void print(PrintStream out, Comparison comparison) {
    Side a = comparison.a();
    Side b = comparison.b();
    side(out, a);
    side(out, b);
    Pairing pairing = comparison.pairing();
    problems(out, pairing.onlyA(), "has no samples for", b);
    problems(out, pairing.onlyB(), "has no samples for", a);
    problems(out, pairing.withoutJudgementB(), "has no judgement for", b);
    problems(out, pairing.withoutJudgementA(), "has no judgement for", a);
    if (pairing.isPartial()) {
      int compared = pairing.compared().size();
      warn(out, "compared are only the " + count(compared) + " that both have judged");
    }
    conditions(out, a, b, comparison.conditions());
  }

  static void print(PrintStream out, ComparisonMatrix matrix) {
    boolean partial = false;
    for (Side side : matrix.sides()) {
      side(out, side);
      partial |= side.problems() > matrix.problems();
    }
    if (partial) {
      String judged =
          matrix.sides().stream()
              .map(side -> name(side) + " " + side.problems())
              .collect(Collectors.joining(", "));
      warn(
          out,
          "compared are only the "
              + count(matrix.problems())
              + " that all have judged; judged were: "
              + judged);
    }
    for (int i = 1; i < matrix.sides().size(); i++) {
      conditions(out, matrix.sides().getFirst(), matrix.sides().get(i), matrix.conditions().get(i));
    }
  }

  private static void side(PrintStream out, Side side) {
    if (!side.finished()) {
      warn(
          out,
          name(side) + " has not finished: run the command of the evaluation again with --resume");
    }
    if (side.excluded() > 0) {
      warn(
          out,
          side.excluded()
              + " of "
              + side.samples()
              + " samples of "
              + name(side)
              + " have no judgement and count neither as passed nor as failed; see 'detail' in its"
              + " results.jsonl");
    }
  }

  private static void problems(PrintStream out, List<String> ids, String what, Side side) {
    if (!ids.isEmpty()) {
      String some =
          ids.stream().limit(MOST_IDS).map(EvalTable::oneLine).collect(Collectors.joining(", "));
      String more = ids.size() > MOST_IDS ? ", …" : "";
      warn(out, name(side) + " " + what + " " + count(ids.size()) + ": " + some + more);
    }
  }

  private static void conditions(
      PrintStream out, Side a, Side b, List<ConditionDifference> conditions) {
    if (!conditions.isEmpty()) {
      warn(
          out,
          name(a)
              + " and "
              + name(b)
              + " were judged under different conditions, which may explain a difference: "
              + text(conditions));
    }
  }

  /** Returns the conditions that differ, on one line. */
  static String text(List<ConditionDifference> conditions) {
    return conditions.stream()
        .map(
            condition ->
                EvalTable.oneLine(condition.name())
                    + " "
                    + quoted(condition.a())
                    + " and "
                    + quoted(condition.b()))
        .collect(Collectors.joining(", "));
  }

  private static String quoted(String value) {
    return value.isEmpty() ? "not given" : "'" + EvalTable.oneLine(value) + "'";
  }

  /** Returns a number of problems in words. */
  static String count(int problems) {
    return problems + (problems == 1 ? " problem" : " problems");
  }

  /** Returns the directory of an evaluation, on one line. */
  static String name(Side side) {
    return EvalTable.oneLine(side.directory());
  }

  private static void warn(PrintStream out, String text) {
    out.println("sce: WARNING: " + text);
  }
}
