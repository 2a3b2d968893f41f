package dev.sce.report.page;

import org.jspecify.annotations.Nullable;

/** A value from 0 to 1 as a dot on a line, with its interval. */
final class IntervalBar {
  private static final int WIDTH = 240;
  private static final int HEIGHT = 18;
  private static final int MARGIN = 6;

  private IntervalBar() {}

  static String svg(double value, @Nullable Double low, @Nullable Double high) {
    Svg svg = new Svg(WIDTH, HEIGHT, Figures.rate(value));
    double middle = HEIGHT / 2.0;
    svg.line(MARGIN, middle, WIDTH - MARGIN, middle, "grid");
    for (double tick : new double[] {0, 0.5, 1}) {
      svg.line(x(tick), middle - 4, x(tick), middle + 4, "grid");
    }
    if (low != null && high != null) {
      svg.rect(x(low), middle - 4, x(high) - x(low), 8, "interval", "95% interval");
    }
    svg.circle(x(value), middle, 4.5, "dot at", Figures.rate(value));
    return svg.toString();
  }

  private static double x(double value) {
    return MARGIN + (WIDTH - 2 * MARGIN) * value;
  }
}
