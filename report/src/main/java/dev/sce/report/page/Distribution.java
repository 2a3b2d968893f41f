package dev.sce.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/** How runtimes or peak memory of samples are distributed, on a logarithmic axis. */
final class Distribution {
  private static final int BARS = 36;
  private static final int WIDTH = 520;
  private static final int HEIGHT = 170;
  private static final int BASE = 128;
  private static final int TOP = 22;

  private final String name;
  private final DoubleFunction<String> unit;
  private final @Nullable Double limit;
  private final double[] passed;
  private final double[] others;
  private final double low;
  private final double high;

  /**
   * Sorts the values.
   *
   * @param name what is measured
   * @param unit writes a value with its unit
   * @param limit the limit that holds for every sample; absent where there is none such
   * @param passed values of samples that passed; 0 for what was not measured
   * @param others those of samples that did not
   */
  Distribution(
      String name,
      DoubleFunction<String> unit,
      @Nullable Double limit,
      double[] passed,
      double[] others) {
    this.name = name;
    this.unit = unit;
    this.limit = limit;
    this.passed = sorted(passed);
    this.others = sorted(others);
    double least = Double.MAX_VALUE;
    double most = limit == null ? 0 : limit;
    for (double[] values : List.of(this.passed, this.others)) {
      if (values.length > 0) {
        least = Math.min(least, values[0]);
        most = Math.max(most, values[values.length - 1]);
      }
    }
    low = Math.min(least, most) / 1.05;
    high = Math.max(most * 1.1, low * 2);
  }

  private static double[] sorted(double[] values) {
    return Arrays.stream(values).filter(value -> value > 0).sorted().toArray();
  }

  String name() {
    return name;
  }

  @Nullable String limit() {
    return limit == null ? null : unit.apply(limit);
  }

  boolean isEmpty() {
    return passed.length + others.length == 0;
  }

  /** Quantiles of some samples as texts. */
  record Line(String samples, String count, List<String> quantiles) {}

  /** Returns minimum, median, 95th percentile and maximum of each kind of samples. */
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    add(lines, "passed", passed);
    add(lines, "did not pass", others);
    return lines;
  }

  private void add(List<Line> lines, String samples, double[] values) {
    if (values.length > 0) {
      lines.add(
          new Line(
              samples,
              Figures.count(values.length),
              Arrays.stream(new double[] {0, 0.5, 0.95, 1})
                  .mapToObj(share -> unit.apply(quantile(values, share)))
                  .toList()));
    }
  }

  /** The smallest value that a share of all does not exceed. */
  private static double quantile(double[] values, double share) {
    return values[Math.max(0, (int) Math.ceil(share * values.length) - 1)];
  }

  String svg() {
    int[] good = counts(passed);
    int[] bad = counts(others);
    int most = 1;
    for (int i = 0; i < BARS; i++) {
      most = Math.max(most, good[i] + bad[i]);
    }
    Svg svg = new Svg(WIDTH, HEIGHT, name + " of samples");
    double step = (double) WIDTH / BARS;
    for (int i = 0; i < BARS; i++) {
      double highGood = (double) (BASE - TOP) * good[i] / most;
      double highBad = (double) (BASE - TOP) * bad[i] / most;
      String range = unit.apply(value(i)) + " to " + unit.apply(value(i + 1));
      String title = "%s: %,d passed, %,d did not".formatted(range, good[i], bad[i]);
      svg.rect(i * step + 0.75, BASE - highGood, step - 1.5, highGood, "v-PASSED", title);
      svg.rect(i * step + 0.75, BASE - highGood - highBad, step - 1.5, highBad, "v-FAILED", title);
    }
    svg.line(0, BASE, WIDTH, BASE, "axis");
    ticks(svg);
    if (limit != null) {
      double at = x(limit);
      svg.line(at, TOP - 14, at, BASE, "limit");
      svg.text(at - 5, TOP - 6, "limit " + unit.apply(limit), "end small");
    }
    return svg.toString();
  }

  private void ticks(Svg svg) {
    for (int i = 0; i <= 4; i++) {
      double value = low * Math.pow(high / low, i / 4.0);
      String anchor = i == 0 ? "small" : i == 4 ? "end small" : "mid small";
      svg.line(WIDTH * i / 4.0, BASE, WIDTH * i / 4.0, BASE + 4, "axis");
      svg.text(WIDTH * i / 4.0, BASE + 18, unit.apply(value), anchor);
    }
    svg.text(
        WIDTH / 2.0, HEIGHT - 5, name.toLowerCase(Locale.ROOT) + " (logarithmic)", "mid small");
  }

  private int[] counts(double[] values) {
    int[] counts = new int[BARS];
    for (double value : values) {
      counts[Math.clamp((long) (BARS * share(value)), 0, BARS - 1)]++;
    }
    return counts;
  }

  private double share(double value) {
    return Math.log(value / low) / Math.log(high / low);
  }

  private double x(double value) {
    return WIDTH * share(value);
  }

  private double value(int bar) {
    return low * Math.pow(high / low, (double) bar / BARS);
  }
}
