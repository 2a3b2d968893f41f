package dev.sce.cli;

import dev.sce.report.compare.Comparison;
import dev.sce.report.compare.Difference;
import dev.sce.report.compare.GroupDifference;
import dev.sce.report.compare.PairedInterval;
import dev.sce.report.compare.PairedTable;
import dev.sce.report.compare.Pairing;
import dev.sce.report.compare.PassAtKDifference;
import dev.sce.report.compare.Precision;
import dev.sce.report.compare.Side;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints a comparison for people: the conclusion and the numbers. */
final class CompareText {
  /** A longer list of labels is for JSON. */
  private static final int MOST_LABELS = 12;

  private final Comparison comparison;

  CompareText(Comparison comparison) {
    this.comparison = comparison;
  }

  /** Prints the conclusion and the numbers. */
  void print(PrintStream out) {
    out.println(CompareSentence.of(comparison));
    out.println();
    printNumbers(out);
    comparison.groups().forEach((kind, labels) -> printGroup(out, kind, labels));
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
              "%-" + width + "s  %s  %s",
              EvalTable.oneLine(each.label()),
              CompareNotes.count(each.difference().problems()),
              difference(each.difference())));
      heading = "";
    }
  }
}
