package dev.sce.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Every way to run programs on every workload, for people and for programs. */
record RunReport(
    String benchmark,
    Map<String, String> machine,
    int rounds,
    boolean quick,
    List<Comparison> comparisons) {

  /**
   * One workload.
   *
   * @param entries what was measured; the first is what the others are compared with
   * @param missing names of those that were not, with the reason
   */
  record Comparison(
      String workload,
      String about,
      int workers,
      List<Entry> entries,
      Map<String, String> isolation,
      Map<String, String> missing) {

    /** Returns a heading and a table. */
    List<String> markdown() {
      List<String> lines = new ArrayList<>();
      lines.add("");
      lines.add("### " + workload + ": " + about + "; " + workers + " at once");
      lines.add("");
      lines.add("| way | isolation | programs/s | against the first | commands started |");
      lines.add("|---|---|---|---|---|");
      Series first = entries.getFirst().series();
      for (Entry entry : entries) {
        lines.add(
            "| "
                + String.join(
                    " | ",
                    entry.contender(),
                    isolation.getOrDefault(entry.contender(), ""),
                    entry.series().text(),
                    entry.series().over(first).text(),
                    entry.started())
                + " |");
      }
      missing.forEach((name, reason) -> lines.add("| " + name + " | | " + reason + " | | |"));
      return lines;
    }
  }

  /** Writes every sample. */
  void writeJson(Path file) throws IOException {
    JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    Files.writeString(file, json.writeValueAsString(this) + "\n");
  }

  /** Returns everything as Markdown. */
  String markdown() {
    List<String> lines = new ArrayList<>(Report.preamble(machine, rounds, quick));
    comparisons.forEach(comparison -> lines.addAll(comparison.markdown()));
    return String.join("\n", lines);
  }
}
