package dev.sce.eval.results;

import dev.sce.json.IndexedLines;
import dev.sce.json.Json;
import dev.sce.judge.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** Reads lines of {@code results.jsonl}. */
final class RowParser {
  private RowParser() {}

  /**
   * Reads only what stands at the beginning, the index and the problem, so that long rows cost
   * little.
   *
   * @throws IllegalArgumentException if it is no row of an evaluation
   */
  static IndexedLines.Head<String> head(byte[] line) {
    Long index = null;
    String taskId = null;
    try (JsonParser parser = Json.MAPPER.createParser(line)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while ((index == null || taskId == null) && parser.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          switch (name) {
            case "index" -> index = parser.getLongValue();
            case "task_id" -> taskId = parser.getString();
            default -> parser.skipChildren();
          }
        }
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException(e);
    }
    if (index == null || taskId == null || index < 0) {
      throw new IllegalArgumentException("no index or task_id");
    }
    return new IndexedLines.Head<>(index, taskId);
  }

  /**
   * Reads a whole line.
   *
   * @throws IllegalArgumentException if it is no row of an evaluation
   */
  static JudgedRow row(byte[] line) {
    try {
      JsonNode json = Json.MAPPER.readTree(line);
      JsonNode peak = json.get("peak_memory_bytes");
      JsonNode duplicate = json.get("duplicate_of");
      return new JudgedRow(
          required(json, "index").asLong(),
          required(json, "task_id").asString(),
          required(json, "sample").asInt(),
          required(json, "sample_hash").asString(),
          required(json, "known_problem").asBoolean(),
          verdict(json),
          required(json, "score").asDouble(),
          required(json, "runtime").asDouble(),
          peak == null || peak.isNull() ? null : Long.valueOf(peak.asLong()),
          text(json, "detail"),
          tests(json),
          duplicate == null ? null : Long.valueOf(duplicate.asLong()));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static List<JudgedRow.Test> tests(JsonNode json) {
    return json.path("tests")
        .valueStream()
        .map(
            test ->
                new JudgedRow.Test(
                    required(test, "name").asString(),
                    verdict(test),
                    test.hasNonNull("runtime") ? test.get("runtime").asDouble() : null,
                    text(test, "detail")))
        .toList();
  }

  private static Verdict verdict(JsonNode json) {
    return Verdict.valueOf(required(json, "verdict").asString());
  }

  private static @Nullable String text(JsonNode json, String field) {
    return json.hasNonNull(field) ? json.get(field).asString() : null;
  }

  private static JsonNode required(JsonNode json, String field) {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      throw new IllegalArgumentException("no " + field);
    }
    return value;
  }
}
