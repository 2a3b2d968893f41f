package dev.sce.report.page;

import java.util.ArrayList;
import java.util.List;

/**
 * How many problems have which share of passing samples. Those that never and those that always
 * pass have bars of their own.
 */
final class RateHistogram {
  private static final int BETWEEN = 10;
  private static final int WIDTH = 520;
  private static final int HEIGHT = 190;
  private static final int BASE = 150;
  private static final int TOP = 20;

  private final int[] counts = new int[BETWEEN + 2];

  RateHistogram(List<ProblemRow> problems) {
    for (ProblemRow each : problems) {
      counts[place(each)]++;
    }
  }

  private static int place(ProblemRow problem) {
    if (problem.passed() == 0) {
      return 0;
    }
    return problem.passed() == problem.judged()
        ? BETWEEN + 1
        : 1 + Math.min(BETWEEN - 1, (int) (problem.rate() * BETWEEN));
  }

  int never() {
    return counts[0];
  }

  int always() {
    return counts[BETWEEN + 1];
  }

  /** A bar of the histogram as a row of its table. */
  record Bar(String label, int problems) {}

  List<Bar> bars() {
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      bars.add(new Bar(label(i), counts[i]));
    }
    return bars;
  }

  private static String label(int place) {
    if (place == 0) {
      return "never (0)";
    }
    return place == BETWEEN + 1
        ? "always (1)"
        : "%d to %d%%".formatted((place - 1) * 100 / BETWEEN, place * 100 / BETWEEN);
  }

  String svg() {
    Svg svg = new Svg(WIDTH, HEIGHT, "Problems by share of samples that pass");
    int most = 1;
    for (int count : counts) {
      most = Math.max(most, count);
    }
    double step = (double) WIDTH / counts.length;
    for (int i = 0; i < counts.length; i++) {
      double high = (double) (BASE - TOP) * counts[i] / most;
      double x = i * step;
      String classes = i == 0 ? "never" : i == BETWEEN + 1 ? "always" : "plain";
      svg.rect(
          x + 3,
          BASE - high,
          step - 6,
          high,
          classes,
          label(i) + ": " + Figures.count(counts[i], "problem"));
      if (counts[i] > 0) {
        svg.text(x + step / 2, BASE - high - 5, Figures.count(counts[i]), "mid");
      }
      String below = i == 0 ? "never" : i == BETWEEN + 1 ? "always" : shortLabel(i);
      svg.text(x + step / 2, BASE + 16, below, "mid small");
    }
    svg.line(0, BASE, WIDTH, BASE, "axis");
    svg.text(WIDTH / 2.0, HEIGHT - 6, "share of a problem's samples that pass", "mid small");
    return svg.toString();
  }

  private static String shortLabel(int place) {
    return "≤" + place * 100 / BETWEEN + "%";
  }
}
