package dev.sce.report.page;

import dev.sce.judge.Verdict;
import java.util.Map;

/** One bar of all samples, divided by verdict. */
final class VerdictBar {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 22;
  private static final double GAP = 1.5;

  private VerdictBar() {}

  static String svg(Map<Verdict, Integer> verdicts) {
    double all = verdicts.values().stream().mapToInt(Integer::intValue).sum();
    Svg svg = new Svg(WIDTH, HEIGHT, "Samples by verdict").stretched();
    double x = 0;
    for (Map.Entry<Verdict, Integer> each : verdicts.entrySet()) {
      double wide = WIDTH * each.getValue() / all;
      svg.rect(
          x,
          0,
          Math.max(wide - GAP, 1),
          HEIGHT,
          "v-" + each.getKey(),
          each.getKey() + ": " + Figures.count(each.getValue()));
      x += wide;
    }
    return svg.toString();
  }
}
