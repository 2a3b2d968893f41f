package dev.sce.datasets.checked;

import dev.sce.datasets.JsonRow;
import dev.sce.judge.checker.PublishedChecker;
import dev.sce.judge.program.Judging;
import dev.sce.judge.program.ProgramRules;
import dev.sce.judge.program.ProgramTask;
import dev.sce.judge.program.ProgramTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads one problem of CodeContests+ or CodeContests-O. */
final class PlusProblem {
  /** The only columns that are read of a Parquet file. */
  static final Set<String> FIELDS =
      Set.of(
          "id",
          "name",
          "test_cases",
          "corner_cases",
          "checker",
          "time_limit",
          "memory_limit",
          "memory_limit_bytes");

  private static final List<String> TESTS = List.of("test_cases", "corner_cases");

  private PlusProblem() {}

  /** Returns what a row calls its problem: {@code id} in CodeContests+, {@code name} in -O. */
  static String id(JsonRow row) {
    return row.optionalText("id").orElseGet(() -> row.text("name"));
  }

  /** Returns how its samples are judged. */
  static ProgramTask task(JsonRow row, Testlib testlib) throws Unjudgeable {
    Judging judging = judging(row, testlib);
    return new ProgramTask(
        tests(row), StatedLimits.of(row), judging, null, true, ProgramRules.ONLINE_JUDGE);
  }

  private static Judging judging(JsonRow row, Testlib testlib) {
    String checker = row.optionalText("checker").orElse("");
    return checker.isBlank()
        ? new Judging.Compare(PublishedChecker.SANDBOX_FUSION_OJ)
        : new Judging.BySpecialJudge(testlib.judge(row, checker));
  }

  private static List<ProgramTest> tests(JsonRow row) throws Unjudgeable {
    for (String field : TESTS) {
      JsonNode all = row.json().path(field);
      if (!all.isArray() && !all.isNull() && !all.isMissingNode()) {
        throw row.invalid(field, "must be a list of objects with 'input' and 'output'");
      }
      List<ProgramTest> tests = new ArrayList<>();
      for (JsonNode test : all) {
        tests.add(
            ProgramTest.ofText(
                String.valueOf(tests.size()),
                text(row, field, tests.size(), test.path("input"), "stdin"),
                text(row, field, tests.size(), test.path("output"), "stdout")));
      }
      if (!tests.isEmpty()) {
        return tests;
      }
    }
    throw new Unjudgeable(
        "no tests",
        "neither 'test_cases' nor 'corner_cases' has one; of CodeContests+, read a configuration"
            + " with tests, such as ccplus_1x");
  }

  /** Returns a text that stands there, or in an object. */
  private static String text(JsonRow row, String field, int index, JsonNode value, String inside) {
    JsonNode text = value.isObject() ? value.path(inside) : value;
    if (!text.isString()) {
      throw row.invalid(
          field,
          "has no text '"
              + (inside.equals("stdin") ? "input" : "output")
              + "' (or in it '"
              + inside
              + "') for test "
              + index);
    }
    return text.asString();
  }
}
