package dev.sce.cli;

import dev.sce.report.compare.ChangedProblem;
import dev.sce.report.compare.Comparison;
import dev.sce.report.compare.Difference;
import dev.sce.report.compare.GroupDifference;
import dev.sce.report.compare.PairedInterval;
import dev.sce.report.compare.PairedTable;
import dev.sce.report.compare.Pairing;
import dev.sce.report.compare.PassAtKDifference;
import dev.sce.report.compare.Precision;
import dev.sce.report.compare.ProblemOutcome;
import dev.sce.report.compare.Side;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints a comparison for people: the conclusion, the numbers, the problems that changed. */
final class CompareText {
  private static final int MOST_PROBLEMS = 20;

  /** A longer list of labels is for JSON. */
  private static final int MOST_LABELS = 12;

  private final Comparison comparison;
  private final boolean all;

  /**
   * Makes one.
   *
   * @param all whether all problems that changed are listed
   */
  CompareText(Comparison comparison, boolean all) {
    this.comparison = comparison;
    this.all = all;
  }

  void print(PrintStream out) {
    out.println(CompareSentence.of(comparison));
    out.println();
    printNumbers(out);
    comparison.groups().forEach((kind, labels) -> printGroup(out, kind, labels));
    printProblems(out, "broken", "pass in A, fail in B", comparison.broken(), ChangedProblem::b);
    printProblems(out, "fixed", "fail in A, pass in B", comparison.fixed(), ChangedProblem::a);
    if (!comparison.changed().isEmpty()) {
      printProblems(out, "changed", "largest change first", comparison.changed(), null);
    }
  }

  private void printNumbers(PrintStream out) {
    EvalTable.line(out, "A", side(comparison.a()));
    EvalTable.line(out, "B", side(comparison.b()));
    EvalTable.line(out, "data set", EvalTable.oneLine(comparison.dataSet()));
    EvalTable.line(out, "problems", problems(comparison.pairing()));
    if (!comparison.conditions().isEmpty()) {
      EvalTable.line(out, "conditions", "differ: " + CompareNotes.text(comparison.conditions()));
    }
    PairedTable table = comparison.table();
    if (table != null) {
      EvalTable.line(out, "pass in", table(table));
    }
    for (PassAtKDifference each : comparison.passAtK()) {
      EvalTable.line(out, "pass@" + each.k(), difference(each.difference()));
    }
    Difference strict = comparison.passAt1ExcludedAsFailed();
    if (strict != null) {
      EvalTable.line(out, "", difference(strict) + ", excluded samples counted as failed");
    }
    EvalTable.line(
        out,
        "p-value",
        String.format(
            Locale.ROOT,
            "%.4g  %s",
            comparison.test().pValue(),
            words(comparison.test().method())));
    Precision precision = comparison.precision();
    if (precision != null) {
      EvalTable.line(out, "precision", precision(precision));
    }
  }

  private static String side(Side side) {
    String excluded = side.excluded() == 0 ? "" : ", " + side.excluded() + " without judgement";
    return CompareNotes.name(side) + ": " + side.judged() + " samples judged" + excluded;
  }

  private static String problems(Pairing pairing) {
    StringBuilder text = new StringBuilder();
    text.append(pairing.compared().size()).append(" compared");
    append(text, "only in A", pairing.onlyA());
    append(text, "only in B", pairing.onlyB());
    append(text, "without judgement in A", pairing.withoutJudgementA());
    append(text, "without judgement in B", pairing.withoutJudgementB());
    return text.toString();
  }

  private static void append(StringBuilder text, String what, List<String> ids) {
    if (!ids.isEmpty()) {
      text.append(", ").append(ids.size()).append(' ').append(what);
    }
  }

  private static String table(PairedTable table) {
    return String.format(
        Locale.ROOT,
        "both %d, only A %d, only B %d, neither %d",
        table.both(),
        table.onlyA(),
        table.onlyB(),
        table.neither());
  }

  /** Returns both scores, their difference and its interval. */
  static String difference(Difference difference) {
    PairedInterval interval = difference.interval();
    return String.format(
            Locale.ROOT,
            "A %.4f, B %.4f, difference %+.4f",
            difference.a(),
            difference.b(),
            difference.value())
        + (interval == null
            ? ""
            : String.format(
                Locale.ROOT,
                "  [%.4f, %.4f]  95%% %s",
                interval.low(),
                interval.high(),
                words(interval.method())));
  }

  static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String precision(Precision precision) {
    return String.format(
        Locale.ROOT,
        "standard error %.4f, detectable difference %.4f at 80%% power",
        precision.standardError(),
        precision.detectable());
  }

  private static void printGroup(PrintStream out, String kind, List<GroupDifference> labels) {
    if (labels.size() < 2 || labels.size() > MOST_LABELS) {
      return;
    }
    int width =
        labels.stream().mapToInt(each -> EvalTable.oneLine(each.label()).length()).max().orElse(0);
    String heading = EvalTable.oneLine(kind);
    for (GroupDifference each : labels) {
      EvalTable.line(
          out,
          heading,
          String.format(
              Locale.ROOT,
              "%-" + width + "s  %d problems  %s",
              EvalTable.oneLine(each.label()),
              each.difference().problems(),
              difference(each.difference())));
      heading = "";
    }
  }

  /**
   * Prints a list of problems.
   *
   * @param failing the side whose verdicts are summed up; null for no sum
   */
  private void printProblems(
      PrintStream out,
      String name,
      String meaning,
      List<ChangedProblem> problems,
      @Nullable Function<ChangedProblem, ProblemOutcome> failing) {
    out.println();
    String verdicts = failing == null ? "" : failures(problems.stream().map(failing).toList());
    out.println(name + " " + problems.size() + ": " + meaning + verdicts);
    List<ChangedProblem> shown =
        all ? problems : problems.subList(0, Math.min(MOST_PROBLEMS, problems.size()));
    int width =
        shown.stream().mapToInt(each -> EvalTable.oneLine(each.id()).length()).max().orElse(0);
    for (ChangedProblem problem : shown) {
      out.printf(
          Locale.ROOT,
          "  %-" + width + "s  %s -> %s%n",
          EvalTable.oneLine(problem.id()),
          outcome(problem.a()),
          outcome(problem.b()));
    }
    if (shown.size() < problems.size()) {
      out.println("  and " + (problems.size() - shown.size()) + " more (--all)");
    }
  }

  /** Returns how often each verdict occurs that is not PASSED. */
  private static String failures(List<ProblemOutcome> outcomes) {
    Map<String, Long> sums = new TreeMap<>();
    for (ProblemOutcome outcome : outcomes) {
      outcome.verdicts().forEach((verdict, count) -> sums.merge(verdict, count, Long::sum));
    }
    String text = failures(sums);
    return text.isEmpty() ? "" : " (" + text + ")";
  }

  private static String failures(Map<String, Long> verdicts) {
    return verdicts.entrySet().stream()
        .filter(entry -> !entry.getKey().equals("PASSED"))
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String outcome(ProblemOutcome outcome) {
    if (outcome.samples() == 1 && outcome.excluded() == 0) {
      return outcome.verdicts().keySet().iterator().next();
    }
    String failures = failures(outcome.verdicts());
    return outcome.passed()
        + "/"
        + outcome.samples()
        + (failures.isEmpty() ? "" : " (" + failures + ")");
  }
}
