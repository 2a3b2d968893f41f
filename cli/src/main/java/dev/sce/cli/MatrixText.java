package dev.sce.cli;

import dev.sce.report.compare.ComparisonMatrix;
import dev.sce.report.compare.Conclusion;
import dev.sce.report.compare.Side;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Prints comparisons of several evaluations: the conclusion, the scores, the pairs. */
final class MatrixText {
  private final ComparisonMatrix matrix;

  /** Positions of the evaluations, the best first. */
  private final List<Integer> ranked;

  MatrixText(ComparisonMatrix matrix) {
    this.matrix = matrix;
    this.ranked =
        IntStream.range(0, matrix.sides().size())
            .boxed()
            .sorted(Comparator.comparingDouble((Integer at) -> -matrix.passAt1().get(at)))
            .toList();
  }

  void print(PrintStream out) {
    out.println(sentence());
    out.println();
    for (int at = 0; at < matrix.sides().size(); at++) {
      Side side = matrix.sides().get(at);
      EvalTable.line(
          out,
          letter(at),
          String.format(
              Locale.ROOT,
              "pass@1 %.4f  %s: %d samples judged",
              matrix.passAt1().get(at),
              CompareNotes.name(side),
              side.judged()));
    }
    EvalTable.line(out, "data set", EvalTable.oneLine(matrix.dataSet()));
    EvalTable.line(out, "problems", matrix.problems() + " compared");
    printDifferences(out);
    printPValues(out);
  }

  /** Says which is best, and which others may be as good. */
  private String sentence() {
    int best = ranked.getFirst();
    List<String> worse = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (int other : ranked.subList(1, ranked.size())) {
      boolean shown = pair(best, other).conclusion() != Conclusion.NOT_SHOWN;
      (shown ? worse : others).add(letter(other));
    }
    String name = letter(best) + " (" + CompareNotes.name(matrix.sides().get(best)) + ")";
    if (worse.isEmpty()) {
      return "No evaluation is shown to be the best: "
          + name
          + " has the highest pass@1, but no difference from "
          + String.join(", ", others)
          + " can be told.";
    }
    return name
        + " is better than "
        + String.join(", ", worse)
        + (others.isEmpty()
            ? "."
            : "; no difference from " + String.join(", ", others) + " can be told.");
  }

  private void printDifferences(PrintStream out) {
    out.println();
    out.println("pass@1 of the row less that of the column, in points");
    printHeading(out);
    for (int row : ranked) {
      StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-4s", letter(row)));
      for (int column : ranked) {
        line.append(String.format(Locale.ROOT, "%10s", row == column ? "" : points(row, column)));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private void printPValues(PrintStream out) {
    out.println();
    out.println("p-values, corrected for " + matrix.pairs().size() + " pairs (Holm)");
    printHeading(out);
    for (int row : ranked) {
      StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-4s", letter(row)));
      for (int column : ranked) {
        String value =
            row == column
                ? ""
                : String.format(Locale.ROOT, "%.2g", pair(row, column).correctedPValue());
        line.append(String.format(Locale.ROOT, "%10s", value));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private void printHeading(PrintStream out) {
    StringBuilder line = new StringBuilder("      ");
    ranked.forEach(at -> line.append(String.format(Locale.ROOT, "%10s", letter(at))));
    out.println(line);
  }

  /** Returns the difference, with a star if it is shown to be one. */
  private String points(int row, int column) {
    ComparisonMatrix.Pair pair = pair(row, column);
    double less = pair.difference().value();
    // A sum with 0 is never −0, which would have a sign of its own.
    double value = 0.0 + (pair.b() == row ? less : -less);
    return String.format(Locale.ROOT, "%+.1f", 100 * value)
        + (pair.conclusion() == Conclusion.NOT_SHOWN ? " " : "*");
  }

  private ComparisonMatrix.Pair pair(int one, int other) {
    int a = Math.min(one, other);
    int b = Math.max(one, other);
    return matrix.pairs().stream()
        .filter(pair -> pair.a() == a && pair.b() == b)
        .findFirst()
        .orElseThrow();
  }

  /** Returns A, B, …, Z, A2, B2, … */
  private static String letter(int at) {
    String letter = String.valueOf((char) ('A' + at % 26));
    return at < 26 ? letter : letter + (at / 26 + 1);
  }
}
