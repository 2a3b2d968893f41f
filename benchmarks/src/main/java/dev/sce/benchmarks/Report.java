package dev.sce.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that was measured, for people and for programs.
 *
 * @param machine what the figures depend on
 * @param missing what could not be measured here and why
 */
record Report(
    String benchmark,
    Map<String, String> machine,
    int rounds,
    boolean quick,
    List<Figure> figures,
    List<String> missing,
    List<MemoryRow> memory) {

  /** Writes every sample. */
  void writeJson(Path file) throws IOException {
    JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    Files.writeString(file, json.writeValueAsString(this) + "\n");
  }

  /** Returns everything as Markdown. */
  String markdown() {
    List<String> lines = new ArrayList<>(preamble(machine, rounds, quick));
    lines.add("");
    lines.add("| measured | unit | warm | against | times better | target |");
    lines.add("|---|---|---|---|---|---|");
    figures.forEach(figure -> lines.add(row(figure)));
    missing.forEach(text -> lines.add("| " + text + " | | | | | |"));
    lines.add("");
    figures.forEach(figure -> lines.add(launchers(figure)));
    lines.addAll(memoryTable(memory));
    return String.join("\n", lines);
  }

  /** Returns what every report begins with. */
  static List<String> preamble(Map<String, String> machine, int rounds, boolean quick) {
    List<String> lines = new ArrayList<>(List.of("| machine | |", "|---|---|"));
    machine.forEach(
        (name, value) -> lines.add("| " + name + " | " + value.replace("\n", " ") + " |"));
    lines.add("");
    lines.add(
        "Medians of "
            + rounds
            + (rounds == 1 ? " round" : " rounds")
            + " in turns, in brackets the smallest and the largest"
            + (quick ? "; **a quick run, not to be quoted**." : "."));
    return lines;
  }

  /** Returns a row of the table of figures. */
  static String row(Figure figure) {
    return "| "
        + String.join(
            " | ",
            figure.name(),
            figure.unit(),
            named(figure.subject()),
            named(figure.baseline()),
            figure.ratio().text(),
            figure.verdict())
        + " |";
  }

  private static String named(Entry entry) {
    return entry.contender() + ": " + entry.series().text();
  }

  private static String launchers(Figure figure) {
    boolean warm = figure.subject().launchers().keySet().equals(Set.of("warm"));
    return "- "
        + figure.name()
        + ": every result right; started "
        + launched(figure.subject())
        + ", "
        + launched(figure.baseline())
        + (warm ? "" : ". **Not all of the first were warm**");
  }

  private static String launched(Entry entry) {
    return entry.contender() + ": " + entry.started();
  }

  /** Returns an empty line and the table of memory; nothing when it was not measured. */
  static List<String> memoryTable(List<MemoryRow> memory) {
    List<String> lines = new ArrayList<>();
    if (!memory.isEmpty()) {
      lines.add("");
      lines.add(MemoryRow.HEADER);
      memory.forEach(row -> lines.add(row.markdown()));
      addGrowth(lines, memory);
    }
    return lines;
  }

  /** Compares the fewest with the most workers of each kind; kinds stand together. */
  private static void addGrowth(List<String> lines, List<MemoryRow> memory) {
    memory.stream()
        .map(MemoryRow::kind)
        .distinct()
        .forEach(
            kind -> {
              List<MemoryRow> same = memory.stream().filter(r -> r.kind().equals(kind)).toList();
              if (same.size() > 1) {
                lines.add(MemoryRow.markdown(same.getFirst(), same.getLast()));
              }
            });
  }
}
