package dev.sce.eval.export;

import dev.sce.eval.results.JudgedRow;
import dev.sce.judge.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/**
 * {@code eval_results.json} of evalplus: a status for the base inputs of each sample and one for
 * the further ones, whose tests are named {@code base/0} and {@code plus/0}.
 */
final class EvalPlusExport implements Exporter {
  private static final String BASE = "base/";
  private static final String PLUS = "plus/";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  @Override
  public long write(Exported results, Target target) throws IOException {
    boolean hasPlus = results.rows().all().anyMatch(row -> status(row, PLUS).isPresent());
    return ResultsObject.write(
        results,
        target,
        (json, row) -> sample(json, row, hasPlus),
        json -> passAtK(json, results, hasPlus));
  }

  private static void sample(JsonGenerator json, JudgedRow row, boolean hasPlus) {
    json.writeStringProperty("base_status", orWhole(row, BASE));
    if (hasPlus) {
      json.writeStringProperty("plus_status", orWhole(row, PLUS));
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
      String number = test.name().startsWith(part) ? test.name().substring(part.length()) : "";
      if (NUMBER.matcher(number).matches() && isFailure(test.verdict())) {
        json.writeNumber(Integer.parseInt(number));
      }
    }
    json.writeEndArray();
  }

  private static boolean isFailure(Verdict verdict) {
    return verdict.isJudgement() && verdict != Verdict.PASSED && verdict != Verdict.SKIPPED;
  }

  /** Returns the status of some inputs; that of the whole sample where they have none. */
  private static String orWhole(JudgedRow row, String part) {
    return status(row, part).orElseGet(() -> Statuses.of(row.verdict()));
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

  private static void passAtK(JsonGenerator json, Exported results, boolean hasPlus) {
    List<Statuses.Count> base = new ArrayList<>();
    List<Statuses.Count> plus = new ArrayList<>();
    results
        .judgedByProblem()
        .forEach(
            rows -> {
              base.add(count(rows, row -> orWhole(row, BASE).equals("pass")));
              plus.add(count(rows, JudgedRow::passed));
            });
    json.writeObjectPropertyStart("pass_at_k");
    write(json, "base", Statuses.passAtK(base));
    if (hasPlus) {
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
