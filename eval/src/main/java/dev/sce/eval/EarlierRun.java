package dev.sce.eval;

import dev.sce.DataSize;
import dev.sce.datasets.Authored;
import dev.sce.json.FinishedRows;
import dev.sce.json.Json;
import dev.sce.json.ResultLines;
import dev.sce.judge.Grade;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.support.Seconds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an earlier run left in a results file. */
final class EarlierRun {
  final FinishedRows rows = new FinishedRows();
  private final Consumer<JudgedSample> listener;
  private long validLength;

  private EarlierRun(Consumer<JudgedSample> listener) {
    this.listener = listener;
  }

  /** Returns what there is when there was no earlier run. */
  static EarlierRun none() {
    return new EarlierRun(row -> {});
  }

  /** Reads what is there, and hands every row on. */
  static EarlierRun read(Path file, Consumer<JudgedSample> listener) throws IOException {
    EarlierRun run = new EarlierRun(listener);
    run.validLength = ResultLines.scan(file, run::take);
    return run;
  }

  /** Returns the bytes from the beginning that are whole rows. */
  long validLength() {
    return validLength;
  }

  private @Nullable String take(byte[] line) {
    JudgedSample row;
    try {
      row = row(line);
    } catch (IllegalArgumentException e) {
      return "it is not a row of an evaluation";
    }
    SampleResult result = row.result();
    if (result.index() < 0 || result.index() >= FinishedRows.MOST) {
      return "index " + result.index() + " cannot be";
    }
    JsonNode identity = SampleQueue.identity(result.problemId(), result.number(), result.hash());
    if (!rows.add((int) result.index(), identity)) {
      return "index " + result.index() + " occurs twice";
    }
    listener.accept(row);
    return null;
  }

  /**
   * Reads a row, without its tests.
   *
   * @throws IllegalArgumentException if it is none
   */
  static JudgedSample row(byte[] line) {
    try {
      ObjectNode head = head(line);
      double score = required(head, "score").asDouble();
      return new JudgedSample(result(head), score, counts(head, "test_verdicts"));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * Reads the fields before the detail; the rest of a long row need not be parsed, but of a row
   * that no score counts the detail says why.
   */
  private static ObjectNode head(byte[] line) {
    ObjectNode head = Json.MAPPER.createObjectNode();
    try (JsonParser parser = Json.MAPPER.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("no object");
      }
      boolean last = false;
      while (!last && parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        last = name.equals("detail");
        if (last && verdict(head).isJudgement()) {
          break;
        }
        parser.nextToken();
        JsonNode value = parser.readValueAsTree();
        head.set(name, value);
      }
    }
    return head;
  }

  private static Verdict verdict(ObjectNode head) {
    return Verdict.valueOf(required(head, "verdict").asString());
  }

  private static SampleResult result(ObjectNode head) {
    JsonNode detail = head.get("detail");
    JsonNode peak = head.get("peak_memory_bytes");
    JsonNode duplicate = head.get("duplicate_of");
    JsonNode reward = head.get("reward");
    double seconds = required(head, "runtime").asDouble();
    Grade grade =
        new Grade(
            verdict(head),
            List.<TestResult>of(),
            Seconds.toDuration(seconds),
            peak == null || peak.isNull() ? null : DataSize.ofBytes(peak.asLong()),
            detail == null || detail.isNull() ? null : detail.asString(),
            reward == null ? null : Double.valueOf(reward.asDouble()));
    return new SampleResult(
        required(head, "index").asLong(),
        required(head, "task_id").asString(),
        required(head, "sample").asInt(),
        required(head, "sample_hash").asString(),
        required(head, "known_problem").asBoolean(),
        grade,
        counts(head, "launchers"),
        duplicate == null ? null : duplicate.asLong(),
        authored(head));
  }

  private static @Nullable Authored authored(ObjectNode head) {
    JsonNode submission = head.get("submission");
    if (submission == null) {
      return null;
    }
    List<String> expected =
        required(head, "expected").valueStream().map(JsonNode::asString).toList();
    boolean met = head.path("as_expected").asBoolean(false);
    return new Authored(submission.asString(), expected, grade -> met);
  }

  private static JsonNode required(ObjectNode head, String field) {
    JsonNode value = head.get(field);
    if (value == null || value.isNull()) {
      throw new IllegalArgumentException("no " + field);
    }
    return value;
  }

  private static Map<String, Integer> counts(ObjectNode head, String field) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    required(head, field).properties().forEach(e -> counts.put(e.getKey(), e.getValue().asInt()));
    return counts;
  }
}
