package dev.sce.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Verdicts as lines with bars, the most frequent first. */
final class VerdictBars {
  private static final int WIDTH = 40;

  private VerdictBars() {}

  /** Returns a line for each verdict: its name, samples, share of all, and a bar of that length. */
  static List<String> lines(Map<String, Long> verdicts) {
    long all = verdicts.values().stream().mapToLong(Long::longValue).sum();
    return verdicts.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(entry -> line(entry.getKey(), entry.getValue(), (double) entry.getValue() / all))
        .toList();
  }

  /** What is there at all has a bar, and only what is everything has the longest. */
  private static String line(String verdict, long samples, double share) {
    int length = Math.clamp(Math.round(share * WIDTH), 1, share < 1 ? WIDTH - 1 : WIDTH);
    return String.format(
        Locale.ROOT, "%-15s %8d %6.2f%%  %s", verdict, samples, 100 * share, "#".repeat(length));
  }
}
