package dev.sce.eval.export;

import dev.sce.eval.results.JudgedRow;
import dev.sce.json.JsonLine;
import dev.sce.judge.Sample;
import dev.sce.judge.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;

/**
 * A line for each sample, in their order, with {@code result} and {@code passed}, as HumanEval's
 * own scorer writes it.
 */
final class HumanEvalExport implements Exporter {
  @Override
  public long write(Exported results, Target target) throws IOException {
    long leftOut = 0;
    try (OutputStream out = target.open("results.jsonl")) {
      for (Iterator<JudgedRow> rows = results.rows().all().iterator(); rows.hasNext(); ) {
        JudgedRow row = rows.next();
        Sample sample = results.programs().sample(row).orElse(null);
        if (!row.isJudged() || sample == null) {
          leftOut++;
        } else {
          JsonLine.of(json -> write(json, row, sample)).writeTo(out);
        }
      }
    }
    return leftOut;
  }

  private static void write(JsonGenerator json, JudgedRow row, Sample sample) {
    json.writeStringProperty("task_id", row.taskId());
    json.writeStringProperty(sample.complete() ? "solution" : "completion", sample.code());
    if (sample.language() != null) {
      json.writeStringProperty("language", sample.language());
    }
    json.writeStringProperty("result", result(row));
    json.writeBooleanProperty("passed", row.passed());
  }

  private static String result(JudgedRow row) {
    return switch (row.verdict()) {
      case PASSED -> "passed";
      case TIMED_OUT -> "timed out";
      case FAILED -> "failed: " + Objects.requireNonNullElse(row.detail(), "");
      case Verdict other ->
          "failed: " + other + ": " + Objects.requireNonNullElse(row.detail(), "");
    };
  }
}
