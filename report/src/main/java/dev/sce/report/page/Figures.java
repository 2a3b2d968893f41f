package dev.sce.report.page;

import java.util.Locale;

/** Numbers for people: no more digits than mean something. */
final class Figures {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private Figures() {}

  /** Returns a probability or share. */
  static String rate(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Returns a count with its noun, for example {@code 1 sample} and {@code 2 samples}. */
  static String count(long value, String noun) {
    return count(value) + " " + noun + (value == 1 ? "" : "s");
  }

  static String seconds(double seconds) {
    if (seconds < 1) {
      return significant(seconds * 1000) + " ms";
    }
    if (seconds < 120) {
      return significant(seconds) + " s";
    }
    return seconds < 7200 ? significant(seconds / 60) + " min" : significant(seconds / 3600) + " h";
  }

  static String bytes(double bytes) {
    int unit = 0;
    double value = bytes;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return significant(value) + " " + UNITS[unit];
  }

  private static String significant(double value) {
    String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
    String digits = String.format(Locale.ROOT, format, value);
    return digits.contains(".") ? digits.replaceAll("\\.?0+$", "") : digits;
  }
}
