package dev.sce.report.page;

import dev.sce.eval.metrics.Estimate;
import java.util.List;

/** The curves of pass@k and pass^k with their intervals, k on a logarithmic axis. */
final class PassAtKChart {
  private static final int WIDTH = 520;
  private static final int HEIGHT = 230;
  private static final int LEFT = 34;
  private static final int RIGHT = 505;
  private static final int TOP = 10;
  private static final int BASE = 190;

  private final double most;

  private PassAtKChart(double most) {
    this.most = most;
  }

  /** Returns nothing where there is only one k. */
  static String svg(List<Estimate> passAt, List<Estimate> passHat) {
    if (passAt.size() < 2) {
      return "";
    }
    Svg svg = new Svg(WIDTH, HEIGHT, "pass@k and pass^k by k");
    PassAtKChart chart = new PassAtKChart(Math.log(passAt.getLast().k()));
    for (int i = 0; i <= 4; i++) {
      double y = y(i / 4.0);
      svg.line(LEFT, y, RIGHT, y, "grid");
      svg.text(LEFT - 6, y + 4, String.valueOf(i / 4.0), "end small");
    }
    chart.curve(svg, passHat, "hat", "pass^k");
    chart.curve(svg, passAt, "at", "pass@k");
    for (Estimate each : passAt) {
      svg.text(chart.x(each.k()), BASE + 17, String.valueOf(each.k()), "mid small");
    }
    svg.text((LEFT + RIGHT) / 2.0, HEIGHT - 4, "k", "mid small");
    return svg.toString();
  }

  private double x(int k) {
    return LEFT + 12 + (RIGHT - LEFT - 24) * Math.log(k) / most;
  }

  private static double y(double value) {
    return BASE - (BASE - TOP) * value;
  }

  private void curve(Svg svg, List<Estimate> estimates, String classes, String name) {
    StringBuilder upper = new StringBuilder();
    StringBuilder lower = new StringBuilder();
    StringBuilder line = new StringBuilder();
    for (Estimate each : estimates) {
      if (each.value() == null) {
        continue;
      }
      if (each.interval() != null) {
        upper.append(upper.isEmpty() ? "M" : "L").append(point(each.k(), each.interval().high()));
        lower.insert(0, "L" + point(each.k(), each.interval().low()));
      }
      line.append(line.isEmpty() ? "M" : "L").append(point(each.k(), each.value()));
    }
    svg.path(upper.toString() + lower + (upper.isEmpty() ? "" : "Z"), "band " + classes);
    svg.path(line.toString(), "curve " + classes);
    for (Estimate each : estimates) {
      if (each.value() != null) {
        String title = name.replace("k", "" + each.k()) + " = " + Figures.rate(each.value());
        svg.circle(x(each.k()), y(each.value()), 3, "dot " + classes, title);
      }
    }
  }

  private String point(int k, double value) {
    return Svg.decimal(x(k)) + "," + Svg.decimal(y(value));
  }
}
