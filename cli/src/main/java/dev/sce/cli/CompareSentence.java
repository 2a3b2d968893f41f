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
        + (comparison.table() == null ? "its " : "it ")
        + amount()
        + " ("
        + interval(better ? 1 : -1, "")
        + pValue(comparison.test().pValue())
        + ").";
  }

  private String notShown() {
    return "No difference between "
        + a()
        + " and "
        + b()
        + " can be told: "
        + (comparison.table() == null ? "the " : "B ")
        + amount()
        + " ("
        + interval(1, "+")
        + pValue(comparison.test().pValue())
        + ")"
        + visible();
  }

  private String a() {
    return "A (" + CompareNotes.name(comparison.a()) + ")";
  }

  private String b() {
    return "B (" + CompareNotes.name(comparison.b()) + ")";
  }

  /** Of one sample for each problem, a share of the problems; of several, a mean of shares. */
  private String amount() {
    String points = String.format(Locale.ROOT, "%.1f points ", 100 * Math.abs(value));
    if (comparison.table() == null) {
      String owner =
          comparison.conclusion() == Conclusion.NOT_SHOWN ? "pass@1 of B is " : "pass@1 is ";
      return owner + (value == 0 ? "the same" : points + (value > 0 ? "higher" : "lower"));
    }
    return "passes "
        + (value == 0 ? "as many of the problems" : points + (value > 0 ? "more" : "fewer"))
        + (value == 0 ? "" : " of the problems");
  }

  /**
   * Returns the interval in points.
   *
   * @param sign 1 for that of B less A, −1 for that of A less B
   * @param plus what stands before numbers that are not negative
   */
  private String interval(int sign, String plus) {
    PairedInterval interval = comparison.passAt1().interval();
    if (interval == null) {
      return "";
    }
    double low = sign > 0 ? interval.low() : -interval.high();
    double high = sign > 0 ? interval.high() : -interval.low();
    String format = plus.isEmpty() ? "%.1f" : "%+.1f";
    return String.format(
        Locale.ROOT, "95%% interval " + format + " to " + format + ", ", 100 * low, 100 * high);
  }

  /** Returns a p-value, on which more digits than these say nothing. */
  static String pValue(double p) {
    return p < LEAST_P ? "p < 0.0001" : String.format(Locale.ROOT, "p = %.4f", p);
  }

  private String visible() {
    int problems = comparison.passAt1().problems();
    Precision precision = comparison.precision();
    if (precision == null) {
      return problems == 1
          ? ". One problem says nothing about others."
          : String.format(Locale.ROOT, ". All %d problems differ by the same.", problems);
    }
    return String.format(
        Locale.ROOT,
        "; with %d problems, a difference below %.1f points may go unseen.",
        problems,
        100 * precision.detectable());
  }
}
