package dev.sce.datasets.checked;

import dev.sce.datasets.JsonRow;
import dev.sce.judge.program.ProgramRules;
import dev.sce.judge.program.ProgramTask;
import dev.sce.judge.program.ProgramTest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one problem of open-r1's Codeforces. */
final class CodeforcesProblem {
  private final JsonRow row;
  private final String id;
  private final Tally tally;

  CodeforcesProblem(JsonRow row, Tally tally) {
    this.row = row;
    this.id = row.text("id");
    this.tally = tally;
  }

  String id() {
    return id;
  }

  /** Returns what is the same where the same problem is in the file again. */
  String digest() {
    return JsonRow.digest(row.json().path("official_tests"));
  }

  /**
   * Returns how its samples are judged.
   *
   * @param more where its further tests are; absent for nowhere
   */
  ProgramTask task(@Nullable MoreTests more) throws Unjudgeable {
    checkJudgeable();
    return new ProgramTask(
        tests(more),
        StatedLimits.of(row),
        CodeforcesJudging.of(row.json()),
        null,
        true,
        ProgramRules.ONLINE_JUDGE,
        CodeforcesJudging.files(row.json()).orElse(null));
  }

  private void checkJudgeable() throws Unjudgeable {
    JsonNode json = row.json();
    if (!json.path("interaction_format").asString("").isBlank()) {
      throw new Unjudgeable(
          "interactive", "programs talk with an interactor, which the data set does not have");
    }
    JsonNode executable = json.path("executable");
    if (executable.isBoolean() && !executable.asBoolean()) {
      throw new Unjudgeable(
          "not executable", "'executable' is false: the data set says it cannot be judged");
    }
    String mode = json.path("input_mode").asString("").strip();
    if (!mode.isEmpty() && !mode.equals("stdio") && !mode.equals("file")) {
      throw new Unjudgeable(
          "unknown input mode", "'input_mode' is '" + mode + "'; known are stdio and file");
    }
  }

  private List<ProgramTest> tests(@Nullable MoreTests more) throws Unjudgeable {
    List<ProgramTest> tests = official();
    JsonNode complete = row.json().path("official_tests_complete");
    boolean incomplete = complete.isBoolean() && !complete.asBoolean();
    long promised = row.json().path("generated_tests").asLong(0);
    long found = 0;
    if (more != null && promised > 0) {
      List<ProgramTest> generated = more.of(row, id);
      found = generated.size();
      tests.addAll(generated);
    }
    if (tests.isEmpty()) {
      throw new Unjudgeable(
          "no tests",
          promised == 0
              ? "it has no official tests, and says of no others"
              : "its " + promised + " tests are in other files; " + remedy(more));
    }
    if (found < promised) {
      tally.note("problems lack tests that are in other files; " + remedy(more));
    } else if (incomplete && promised == 0) {
      tally.note("problems have only those official tests that Codeforces shows whole");
    }
    return tests;
  }

  private static String remedy(@Nullable MoreTests more) {
    return more == null
        ? "name the folder with test_cases_*.parquet with --more-tests"
        : "the files of --more-tests do not hold all of them, so download the rest";
  }

  private List<ProgramTest> official() {
    List<ProgramTest> tests = new ArrayList<>();
    JsonNode all = row.json().path("official_tests");
    if (!all.isArray() && !all.isNull() && !all.isMissingNode()) {
      throw row.invalid("official_tests", "must be a list of objects with 'input' and 'output'");
    }
    for (JsonNode test : all) {
      if (!test.path("input").isString() || !test.path("output").isString()) {
        throw row.invalid(
            "official_tests", "has no texts 'input' and 'output' for test " + tests.size());
      }
      tests.add(
          ProgramTest.ofText(
              "official/" + tests.size(),
              CodeforcesJudging.text(test.path("input").asString()),
              CodeforcesJudging.text(test.path("output").asString())));
    }
    return tests;
  }
}
