package dev.sce.eval;

import dev.sce.Blob;
import dev.sce.datasets.Authored;
import dev.sce.json.Json;
import dev.sce.json.JsonLine;
import dev.sce.judge.Grade;
import dev.sce.judge.JudgeProcess;
import dev.sce.judge.TestResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes a result as one JSON line; docs/metrics.md says what each field means.
 *
 * <p>What a resumed run needs stands before {@code detail}, so that the long rest need not be read.
 */
final class ResultRow {
  private static final int LONGEST_DETAIL = 4000;

  private ResultRow() {}

  /**
   * Returns the line with its newline.
   *
   * @param inProcess whether the sample's own process ran the tests, which each such row says
   * @param groups labels of the problem
   */
  static Blob line(JudgedSample row, boolean inProcess, Map<String, String> groups) {
    return JsonLine.of(json -> write(json, row, inProcess, groups));
  }

  private static void write(
      JsonGenerator json, JudgedSample row, boolean inProcess, Map<String, String> groups) {
    SampleResult result = row.result();
    Grade grade = result.grade();
    json.writeNumberProperty("index", result.index());
    json.writeStringProperty("task_id", Json.writable(result.problemId()));
    json.writeNumberProperty("sample", result.number());
    json.writeStringProperty("sample_hash", result.hash());
    json.writeBooleanProperty("known_problem", result.known());
    json.writeStringProperty("verdict", grade.verdict().name());
    if (inProcess) {
      json.writeStringProperty("judge", JudgeProcess.IN_PROCESS.label());
    }
    json.writeBooleanProperty("passed", grade.passed());
    json.writeNumberProperty("score", row.score());
    if (grade.reward() != null) {
      json.writeNumberProperty("reward", grade.reward());
    }
    JsonLine.seconds(json, "runtime", grade.runtime());
    JsonLine.size(json, "peak_memory_bytes", grade.peakMemory());
    writeCounts(json, "launchers", result.launchers());
    writeCounts(json, "test_verdicts", row.tests());
    if (result.duplicateOf() != null) {
      json.writeNumberProperty("duplicate_of", result.duplicateOf());
    }
    writeAuthored(json, result);
    if (!groups.isEmpty()) {
      json.writeObjectPropertyStart("groups");
      groups.forEach(
          (name, label) -> json.writeStringProperty(Json.writable(name), Json.writable(label)));
      json.writeEndObject();
    }
    writeDetail(json, grade.detail());
    writeTests(json, grade);
  }

  private static void writeAuthored(JsonGenerator json, SampleResult result) {
    Authored authored = result.authored();
    if (authored == null) {
      return;
    }
    json.writeStringProperty("submission", Json.writable(authored.submission()));
    json.writeArrayPropertyStart("expected");
    authored.expected().forEach(word -> json.writeString(Json.writable(word)));
    json.writeEndArray();
    if (authored.expected().isEmpty()) {
      json.writeNullProperty("as_expected");
    } else {
      json.writeBooleanProperty("as_expected", authored.isMet().test(result.grade()));
    }
  }

  private static void writeTests(JsonGenerator json, Grade grade) {
    json.writeArrayPropertyStart("tests");
    for (TestResult test : grade.tests()) {
      json.writeStartObject();
      json.writeStringProperty("name", Json.writable(test.name()));
      json.writeStringProperty("verdict", test.verdict().name());
      JsonLine.seconds(json, "runtime", test.runtime());
      JsonLine.size(json, "peak_memory_bytes", test.peakMemory());
      writeDetail(json, test.detail());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeCounts(JsonGenerator json, String name, Map<String, Integer> counts) {
    json.writeObjectPropertyStart(name);
    counts.forEach(json::writeNumberProperty);
    json.writeEndObject();
  }

  private static void writeDetail(JsonGenerator json, @Nullable String detail) {
    if (detail == null) {
      json.writeNullProperty("detail");
    } else {
      boolean tooLong = detail.length() > LONGEST_DETAIL;
      json.writeStringProperty(
          "detail", Json.writable(tooLong ? detail.substring(0, LONGEST_DETAIL) + " …" : detail));
    }
  }
}
