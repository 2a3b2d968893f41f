package dev.sce.eval;

import dev.sce.Limits;
import dev.sce.json.Json;
import dev.sce.json.UnusableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * {@code run.json}: what verdicts depend on besides the samples, so that rows of different
 * experiments never end up in one score; docs/metrics.md says what each field means.
 */
final class RunFile {
  private static final String REMEDY =
      "; resume with the same options and files, or name another directory with -o";

  private RunFile() {}

  /** Notes what the rows to come depend on. */
  static void write(EvaluationRequest request, String isolation) throws IOException {
    JsonFile.write(request.runFile(), fields(request, isolation));
  }

  /**
   * Checks that the rows that are there were judged as those to come will be.
   *
   * @throws UnusableFileException when they were not, or nobody knows
   */
  static void check(EvaluationRequest request, String isolation) throws IOException {
    Path file = request.runFile();
    if (!Files.isRegularFile(file)) {
      throw new UnusableFileException(
          file
              + " is missing, so nobody knows how the rows in "
              + request.resultsFile()
              + " were judged; name another directory with -o");
    }
    Map<String, String> before;
    try {
      before = texts(Json.MAPPER.readTree(Files.readAllBytes(file)));
    } catch (JacksonException e) {
      throw new UnusableFileException(
          file + ": " + Json.problem(e) + "; name another directory with -o", e);
    }
    Map<String, String> now = texts(Json.MAPPER.valueToTree(fields(request, isolation)));
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    names.removeIf(name -> before.getOrDefault(name, "").equals(now.getOrDefault(name, "")));
    if (!names.isEmpty()) {
      throw new UnusableFileException(
          request.resultsFile()
              + " is of another run: "
              + String.join(", ", names.stream().map(n -> difference(n, before, now)).toList())
              + REMEDY);
    }
  }

  private static Map<String, Object> fields(EvaluationRequest request, String isolation) {
    Map<String, Object> fields = new LinkedHashMap<>();
    Limits limits = request.limits();
    fields.put("dataset", request.dataSet());
    fields.put("isolation", isolation);
    fields.put("timeout", text(limits.wallTime()));
    fields.put("cpu_time", text(limits.cpuTime()));
    fields.put("memory", text(limits.memory()));
    fields.put("output_limit", text(limits.output()));
    fields.put("max_processes", text(limits.maxProcesses()));
    fields.put("file_size", text(limits.fileSize()));
    if (limits.stack() != null) {
      fields.put("stack", text(limits.stack()));
    }
    fields.putAll(new TreeMap<>(request.conditions()));
    return fields;
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static Map<String, String> texts(JsonNode json) {
    Map<String, String> texts = new TreeMap<>();
    json.properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              texts.put(field.getKey(), value.isString() ? value.asString() : value.toString());
            });
    return texts;
  }

  private static String difference(
      String name, Map<String, String> before, Map<String, String> now) {
    return name
        + " was "
        + quoted(before.getOrDefault(name, ""))
        + " and is "
        + quoted(now.getOrDefault(name, ""));
  }

  private static String quoted(String value) {
    return value.isEmpty() ? "not given" : "'" + value + "'";
  }
}
