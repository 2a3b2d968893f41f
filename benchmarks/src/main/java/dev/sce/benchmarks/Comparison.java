package dev.sce.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ways to do one kind of work, side by side.
 *
 * @param workers programs at once
 * @param entries what was measured; the first is what the others are compared with
 * @param isolation what keeps programs apart, by contender
 * @param missing names of those that were not measured, with the reason
 */
record Comparison(
    String workload,
    String about,
    int workers,
    List<Entry> entries,
    Map<String, String> isolation,
    Map<String, String> missing) {
  /** Returns the samples of one kind of contender, whatever its size. */
  Optional<Series> of(String kind) {
    return entries.stream()
        .filter(entry -> Kind.isOf(kind, entry.contender()))
        .map(Entry::series)
        .findFirst();
  }

  /** Returns a heading and a table. */
  List<String> markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("### " + workload + ": " + about + "; " + workers + " at once");
    lines.add("");
    lines.add("| way | isolation | programs/s | against the first | results |");
    lines.add("|---|---|---|---|---|");
    for (Entry entry : entries) {
      lines.add(
          "| "
              + String.join(
                  " | ",
                  entry.contender(),
                  isolation.getOrDefault(entry.contender(), ""),
                  entry.series().text(),
                  entry.series().over(entries.getFirst().series()).text(),
                  entry.started())
              + " |");
    }
    missing.forEach((name, reason) -> lines.add("| " + name + " | | " + reason + " | | |"));
    return lines;
  }
}
