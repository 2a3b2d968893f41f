package dev.sce.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every way to run programs on every workload, for people and for programs.
 *
 * @param missing parts that were not measured, with the reason
 */
record RunReport(
    String benchmark,
    Map<String, String> machine,
    int rounds,
    boolean quick,
    List<Comparison> comparisons,
    List<Reading> readings,
    List<Figure> latency,
    List<MemoryRow> memory,
    Map<String, String> missing) {
  /** Returns the targets with what was measured. */
  @JsonProperty("targets")
  List<Goal> targets() {
    return new Goals(comparisons, readings).all();
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
    if (!readings.isEmpty() || !latency.isEmpty() || !memory.isEmpty()) {
      lines.addAll(List.of("", "### start-up, processor time, latency, memory"));
    }
    lines.addAll(Reading.table(readings));
    if (!latency.isEmpty()) {
      lines.addAll(List.of("", "| measured | unit | warm | against | times better | target |"));
      lines.add("|---|---|---|---|---|---|");
      latency.forEach(figure -> lines.add(Report.row(figure)));
    }
    lines.addAll(Report.memoryTable(memory));
    if (!missing.isEmpty()) {
      lines.add("");
      missing.forEach((part, reason) -> lines.add("- not measured: " + part + ": " + reason));
    }
    lines.addAll(Goal.table(targets()));
    lines.addAll(List.of("", Goals.NOTES));
    return String.join("\n", lines);
  }
}
