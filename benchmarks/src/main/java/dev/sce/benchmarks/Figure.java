package dev.sce.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Two contenders side by side, and what was aimed at.
 *
 * @param unit of both series
 * @param ratio how many times better the subject is than the baseline, in each round
 * @param target absent where the figure is for information
 */
record Figure(
    String name,
    String unit,
    Entry subject,
    Entry baseline,
    Series ratio,
    @Nullable Target target) {

  /** What was aimed at: a bound on the ratio from below, or on the subject's median from above. */
  record Target(Kind kind, double bound) {
    /** What the bound is for. */
    enum Kind {
      RATIO_AT_LEAST,
      MEDIAN_AT_MOST
    }

    static Target ratio(double bound) {
      return new Target(Kind.RATIO_AT_LEAST, bound);
    }

    static Target atMost(double bound) {
      return new Target(Kind.MEDIAN_AT_MOST, bound);
    }
  }

  /** Compares rates, of which larger is better. */
  static Figure ofRates(String name, Entry subject, Entry baseline, @Nullable Target target) {
    Series ratio = subject.series().over(baseline.series());
    return new Figure(name, "programs/s", subject, baseline, ratio, target);
  }

  /** Compares times, of which smaller is better. */
  static Figure ofTimes(String name, Entry subject, Entry baseline, @Nullable Target target) {
    Series ratio = baseline.series().over(subject.series());
    return new Figure(name, "ms", subject, baseline, ratio, target);
  }

  /** Returns whether the target is reached; absent without a target. */
  @JsonProperty("met")
  @Nullable Boolean met() {
    if (target == null) {
      return null;
    }
    return switch (target.kind) {
      case RATIO_AT_LEAST -> ratio.median() >= target.bound;
      case MEDIAN_AT_MOST -> subject.series().median() <= target.bound;
    };
  }

  /** Returns target and verdict, as tables show them. */
  String verdict() {
    if (target == null) {
      return "";
    }
    String bound = String.format(Locale.ROOT, "%.0f", target.bound);
    String text =
        switch (target.kind) {
          case RATIO_AT_LEAST -> "≥ " + bound + " times";
          case MEDIAN_AT_MOST -> "≤ " + bound + " " + unit;
        };
    return text + (Boolean.TRUE.equals(met()) ? ", met" : ", **missed**");
  }
}
