package dev.sce.server.sandboxfusion;

import java.util.Locale;

/** How this format compares output: line by line, in any case, numbers with a tolerance. */
final class OutputComparison {
  private static final double TOLERANCE = 1e-5;
  private static final double SMALLEST = 1e-10;

  private OutputComparison() {}

  static boolean isSame(String actual, String expected) {
    String[] given = actual.strip().split("\n", -1);
    String[] wanted = expected.strip().split("\n", -1);
    if (given.length != wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!isSameLine(
          given[i].toLowerCase(Locale.ROOT).strip(), wanted[i].toLowerCase(Locale.ROOT).strip())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSameLine(String given, String wanted) {
    if (given.equals(wanted)) {
      return true;
    }
    // Java reads "1d" and "0x1p3" as numbers too, which Python does not.
    if (!given.matches("[-+0-9.e]+") || !wanted.matches("[-+0-9.e]+")) {
      return false;
    }
    try {
      double one = Double.parseDouble(given);
      double other = Double.parseDouble(wanted);
      return Math.abs(one - other) / Math.max(Math.abs(other), SMALLEST) < TOLERANCE;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
