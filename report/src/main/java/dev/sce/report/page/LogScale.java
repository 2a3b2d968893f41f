package dev.sce.report.page;

/** Positive numbers up to 10¹³ in two bytes, each within 0.03% of what it was. */
final class LogScale {
  private static final double STEPS_PER_DECADE = 5000;
  private static final int MOST = 0xffff;

  private LogScale() {}

  /** Returns a code; 0 for what is not positive. */
  static short code(double value) {
    if (!(value > 0)) {
      return 0;
    }
    long steps = 1 + Math.round(STEPS_PER_DECADE * Math.log10(Math.max(value, 1)));
    return (short) Math.min(steps, MOST);
  }

  /** Returns the number of a code; 0 for 0. */
  static double value(short code) {
    int steps = code & MOST;
    return steps == 0 ? 0 : Math.pow(10, (steps - 1) / STEPS_PER_DECADE);
  }
}
