package dev.sce.eval.export;

import dev.sce.eval.results.JudgedRow;
import dev.sce.judge.Verdict;
import java.io.IOException;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;

/** {@code eval_results.json} of BigCodeBench: a status, and what each failed test says. */
final class BigCodeBenchExport implements Exporter {
  private static final String ALL = "ALL";

  @Override
  public long write(Exported results, Target target) throws IOException {
    return ResultsObject.write(results, target, BigCodeBenchExport::sample, json -> {});
  }

  private static void sample(JsonGenerator json, JudgedRow row) {
    json.writeStringProperty("status", Statuses.of(row.verdict()));
    json.writeObjectPropertyStart("details");
    boolean none = true;
    for (JudgedRow.Test test : row.tests()) {
      if (test.verdict() != Verdict.PASSED && test.verdict() != Verdict.SKIPPED) {
        none = false;
        json.writeStringProperty(
            test.name(), Objects.requireNonNullElse(test.detail(), test.verdict().name()));
      }
    }
    if (none && !row.passed()) {
      json.writeStringProperty(ALL, Objects.requireNonNullElse(row.detail(), row.verdict().name()));
    }
    json.writeEndObject();
  }
}
