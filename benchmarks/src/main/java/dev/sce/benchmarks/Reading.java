package dev.sce.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** A figure that stands for itself. */
record Reading(String name, String unit, Series series) {
  /** Returns an empty line and a table; nothing when there are no readings. */
  static List<String> table(List<Reading> readings) {
    List<String> lines = new ArrayList<>();
    if (!readings.isEmpty()) {
      lines.addAll(List.of("", "| measured | unit | median |", "|---|---|---|"));
    }
    for (Reading reading : readings) {
      lines.add("| " + reading.name + " | " + reading.unit + " | " + reading.series.text() + " |");
    }
    return lines;
  }
}
