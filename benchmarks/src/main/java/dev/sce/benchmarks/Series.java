package dev.sce.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A figure as it was measured in each round.
 *
 * @param samples one for each round, at least one
 */
record Series(List<Double> samples) {
  /** Copies the list. */
  Series {
    samples = List.copyOf(samples);
  }

  /** Returns the middle, or the mean of the two in the middle. */
  @JsonProperty("median")
  double median() {
    List<Double> sorted = samples.stream().sorted().toList();
    int n = sorted.size();
    return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
  }

  /** Returns the smallest. */
  @JsonProperty("min")
  double min() {
    return samples.stream().min(Double::compare).orElseThrow();
  }

  /** Returns the largest. */
  @JsonProperty("max")
  double max() {
    return samples.stream().max(Double::compare).orElseThrow();
  }

  /** Returns the ratio of each round, so that what slows a whole round cancels out. */
  Series over(Series other) {
    return new Series(
        IntStream.range(0, samples.size())
            .mapToObj(i -> samples.get(i) / other.samples.get(i))
            .toList());
  }

  /** Returns the median with the smallest and largest, as tables show it. */
  String text() {
    return samples.size() == 1
        ? number(median())
        : number(median()) + " (" + number(min()) + "–" + number(max()) + ")";
  }

  /** Returns a number with about three significant digits. */
  static String number(double value) {
    String format = value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
