package dev.sce.report.page;

import dev.sce.DataSize;
import dev.sce.eval.results.EvaluationDirectory;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Under which conditions an evaluation judged, in words. */
final class Conditions {
  private static final String OF_DATA_SET = "set by the data set";

  private final EvaluationDirectory directory;

  Conditions(EvaluationDirectory directory) {
    this.directory = directory;
  }

  /** Returns facts by what they are about. */
  Map<String, String> facts(String version) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Data set", directory.dataSet());
    facts.put("Problems", note("problems"));
    facts.put("Samples", note("samples"));
    put(facts, "Part", "shard");
    facts.put("Time limit", orDataSet(timeout() == null ? "" : Figures.seconds(timeout())));
    put(facts, "CPU time", "cpu_time");
    facts.put("Memory limit", orDataSet(memory() == null ? "" : Figures.bytes(memory())));
    put(facts, "Output limit", "output_limit");
    put(facts, "Extraction", "extract");
    put(facts, "Checker", "checker");
    put(facts, "Reward rule", "rule");
    put(facts, "Language", "language");
    put(facts, "Published after", "after");
    put(facts, "Published before", "before");
    facts.put("Isolation", directory.condition("isolation"));
    facts.put("Workers", note("workers"));
    double elapsed = directory.metrics().path("elapsed_seconds").asDouble(0);
    facts.put("Elapsed", elapsed > 0 ? Figures.seconds(elapsed) : "");
    facts.put("Page written by", version);
    facts.values().removeIf(String::isEmpty);
    facts.replaceAll((_, text) -> Shown.text(text));
    return facts;
  }

  private void put(Map<String, String> facts, String name, String condition) {
    facts.put(name, directory.condition(condition));
  }

  private static String orDataSet(String given) {
    return given.isEmpty() ? OF_DATA_SET : given;
  }

  private String note(String name) {
    return directory.metrics().path("run").path(name).asString("");
  }

  /** Returns a command that does the same again, as far as the evaluation's files tell it. */
  String command() {
    List<String> words = new ArrayList<>(List.of("sce", "eval", directory.dataSet()));
    add(words, "--samples", note("samples"));
    add(words, "--problems", note("problems"));
    for (String option : List.of("timeout", "memory", "extract", "checker", "rule", "language")) {
      String value = option.equals("timeout") ? wallTime() : directory.condition(option);
      if (option.equals("extract") && !value.matches("[a-z0-9-]+( \\w+)?")) {
        continue;
      }
      String[] parts = option.equals("extract") ? value.split(" ") : new String[] {value};
      add(words, "--" + option, parts[0]);
      add(words, "--fence", parts.length > 1 ? parts[1] : "");
    }
    add(words, "--judge", directory.condition("judge"));
    return Shown.text(String.join(" ", words) + " -o DIR");
  }

  private static void add(List<String> words, String option, String value) {
    if (!value.isEmpty()) {
      words.add(option);
      words.add(value.matches("[\\w@%+=:,./-]+") ? value : "'" + value.replace("'", "'\\''") + "'");
    }
  }

  private String wallTime() {
    Double seconds = timeout();
    return seconds == null ? "" : Math.round(seconds * 1000) + "ms";
  }

  /** Returns the limit of wall time in seconds; absent if each problem has its own. */
  @Nullable Double timeout() {
    String text = directory.condition("timeout");
    try {
      return text.isEmpty() ? null : Duration.parse(text).toMillis() / 1000.0;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Returns the limit of memory in bytes; absent if each problem has its own. */
  @Nullable Double memory() {
    String text = directory.condition("memory");
    try {
      return text.isEmpty() ? null : (double) DataSize.parse(text).bytes();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
