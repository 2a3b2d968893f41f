package dev.sce.eval.export;

import dev.sce.eval.results.JudgedRow;
import dev.sce.judge.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;

/**
 * {@code eval_results.json} of evalplus: a status for the base inputs of each sample and one for
 * the further ones, whose tests are named {@code base/0} and {@code plus/0}.
 */
final class EvalPlusExport implements Exporter {
  private static final String BASE = "base/";
  private static final String PLUS = "plus/";

  @Override
  public long write(Exported results, Target target) throws IOException {
    return ResultsObject.write(
        results, target, EvalPlusExport::sample, json -> passAtK(json, results));
  }

  private static void sample(JsonGenerator json, JudgedRow row) {
    json.writeStringProperty("base_status", base(row));
    Optional<String> plus = plus(row);
    if (plus.isPresent()) {
      json.writeStringProperty("plus_status", plus.get());
    } else {
      json.writeNullProperty("plus_status");
    }
    writeFailed(json, "base_fail_tests", row, BASE);
    writeFailed(json, "plus_fail_tests", row, PLUS);
  }

  /** Writes the numbers of the inputs that failed; evalplus has the inputs themselves there. */
  private static void writeFailed(JsonGenerator json, String name, JudgedRow row, String part) {
    json.writeArrayPropertyStart(name);
    for (JudgedRow.Test test : row.tests()) {
      if (test.name().startsWith(part) && isFailure(test.verdict())) {
        json.writeNumber(Integer.parseInt(test.name().substring(part.length())));
      }
    }
    json.writeEndArray();
  }

  private static boolean isFailure(Verdict verdict) {
    return verdict.isJudgement() && verdict != Verdict.PASSED && verdict != Verdict.SKIPPED;
  }

  /** Returns the status of the base inputs; of all of the problem where they have no names. */
  private static String base(JudgedRow row) {
    return status(row, BASE).orElseGet(() -> Statuses.of(row.verdict()));
  }

  /** Returns the status of the further inputs; empty for a problem without. */
  private static Optional<String> plus(JudgedRow row) {
    return status(row, PLUS);
  }

  private static Optional<String> status(JudgedRow row, String part) {
    List<JudgedRow.Test> tests =
        row.tests().stream().filter(test -> test.name().startsWith(part)).toList();
    if (tests.isEmpty()) {
      return Optional.empty();
    }
    Verdict decided =
        tests.stream()
            .map(JudgedRow.Test::verdict)
            .filter(verdict -> verdict != Verdict.PASSED)
            .findFirst()
            .orElse(Verdict.PASSED);
    // What was not run for an earlier failure did not pass either.
    return Optional.of(Statuses.of(decided == Verdict.SKIPPED ? row.verdict() : decided));
  }

  private static void passAtK(JsonGenerator json, Exported results) {
    List<Statuses.Count> base = new ArrayList<>();
    List<Statuses.Count> plus = new ArrayList<>();
    results
        .judgedByProblem()
        .forEach(
            rows -> {
              base.add(count(rows, row -> base(row).equals("pass")));
              if (rows.stream().anyMatch(row -> plus(row).isPresent())) {
                plus.add(count(rows, JudgedRow::passed));
              }
            });
    json.writeObjectPropertyStart("pass_at_k");
    write(json, "base", Statuses.passAtK(base));
    if (!plus.isEmpty()) {
      write(json, "plus", Statuses.passAtK(plus));
    }
    json.writeEndObject();
  }

  private static Statuses.Count count(List<JudgedRow> rows, Predicate<JudgedRow> correct) {
    return new Statuses.Count(rows.size(), (int) rows.stream().filter(correct).count());
  }

  private static void write(JsonGenerator json, String name, Map<String, Double> values) {
    json.writeObjectPropertyStart(name);
    values.forEach(json::writeNumberProperty);
    json.writeEndObject();
  }
}
