package dev.sce.cli;

import dev.sce.report.compare.Comparison;
import dev.sce.report.compare.Conclusion;
import dev.sce.report.compare.PairedInterval;
import dev.sce.report.compare.Precision;
import java.util.Locale;

/** Says in plain words which of two evaluations is better, and no more than the numbers show. */
final class CompareSentence {
  private static final double LEAST_P = 0.0001;

  private final Comparison comparison;
  private final double value;

  private CompareSentence(Comparison comparison) {
    this.comparison = comparison;
    this.value = comparison.passAt1().value();
  }

  static String of(Comparison comparison) {
    CompareSentence sentence = new CompareSentence(comparison);
    String said =
        comparison.conclusion() == Conclusion.NOT_SHOWN ? sentence.notShown() : sentence.shown();
    return comparison.conditions().isEmpty()
        ? said
        : said + " They were judged under different conditions.";
  }

  private String shown() {
    boolean better = comparison.conclusion() == Conclusion.B_BETTER;
    return b()
        + (better ? " is better than " : " is worse than ")
        + a()
        + ": "
        + (comparison.table() == null ? "its pass@1 is " + higher() : "it passes " + more())
        + numbers(better ? 1 : -1, "%.1f")
        + ".";
  }

  private String notShown() {
    return "No difference between "
        + a()
        + " and "
        + b()
        + " can be told: "
        + (comparison.table() == null ? "pass@1 of B is " + higher() : "B passes " + more())
        + numbers(1, "%+.1f")
        + "; "
        + visible()
        + ".";
  }

  private String a() {
    return "A (" + CompareNotes.name(comparison.a()) + ")";
  }

  private String b() {
    return "B (" + CompareNotes.name(comparison.b()) + ")";
  }

  /** With one sample for each problem, pass@1 is a share of the problems. */
  private String more() {
    return value == 0
        ? "as many of the problems"
        : points() + (value > 0 ? " more" : " fewer") + " of the problems";
  }

  /** With several samples, pass@1 is a mean of shares. */
  private String higher() {
    return value == 0 ? "the same" : points() + (value > 0 ? " higher" : " lower");
  }

  private String points() {
    return String.format(Locale.ROOT, "%.1f points", 100 * Math.abs(value));
  }

  /**
   * Returns the interval in points, and the p-value.
   *
   * @param sign 1 for the interval of B less A, −1 for that of A less B
   * @param format of each end
   */
  private String numbers(int sign, String format) {
    String p = pValue(comparison.test().pValue());
    PairedInterval interval = comparison.passAt1().interval();
    if (interval == null) {
      return " (" + p + ")";
    }
    double low = sign > 0 ? interval.low() : -interval.high();
    double high = sign > 0 ? interval.high() : -interval.low();
    return String.format(
        Locale.ROOT,
        " (95%% interval " + format + " to " + format + ", %s)",
        100 * low,
        100 * high,
        p);
  }

  /** Returns a p-value, on which more digits than these say nothing. */
  static String pValue(double p) {
    return p < LEAST_P ? "p < 0.0001" : String.format(Locale.ROOT, "p = %.4f", p);
  }

  /** Says from which size on a difference would be seen. */
  private String visible() {
    int problems = comparison.passAt1().problems();
    Precision precision = comparison.precision();
    if (precision != null) {
      return String.format(
          Locale.ROOT,
          "with %d problems, a difference below %.1f points may go unseen",
          problems,
          100 * precision.detectable());
    }
    if (problems == 1) {
      return "one problem says nothing about others";
    }
    return value == 0
        ? "none of the " + problems + " problems differs"
        : "all " + problems + " problems differ by as much";
  }
}
