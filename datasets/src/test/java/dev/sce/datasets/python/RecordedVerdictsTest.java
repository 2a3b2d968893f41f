package dev.sce.datasets.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.datasets.JsonRow;
import dev.sce.datasets.JsonRows;
import dev.sce.datasets.SampleFiles;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.TestJudge;
import dev.sce.judge.Verdict;
import dev.sce.testkit.LeakCheck;
import dev.sce.testkit.SharedData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts on public data are those that their authors recorded, and the same every time. */
@ExtendWith(LeakCheck.class)
@Tag("slow")
final class RecordedVerdictsTest {
  /** {@code -Dsce.repeat=10} looks longer whether verdicts stay the same. */
  private static final int REPEAT = Integer.getInteger("sce.repeat", 1);

  private static final int WORKERS = Integer.getInteger("sce.workers", 2);

  @Test
  void exampleSamplesScoreOneHalf() throws Exception {
    HumanEval set = new HumanEval();
    Path problems = SharedData.file("humaneval/example_problem.jsonl");
    List<Sample> samples =
        SampleFiles.valid(set.samples(SharedData.file("humaneval/example_samples.jsonl")));
    try (TestJudge judging = TestJudge.open()) {
      assertThat(SampleFiles.judge(judging, set, problems, samples))
          .extracting(Grade::verdict)
          .containsExactly(
              Verdict.RUNTIME_ERROR,
              Verdict.TIMED_OUT,
              Verdict.RUNTIME_ERROR,
              Verdict.PASSED,
              Verdict.PASSED,
              Verdict.PASSED);
    }
  }

  @Test
  void canonicalSolutionsOfHumanEvalPass() throws Exception {
    HumanEval set = new HumanEval();
    Path problems = SharedData.file("humaneval/HumanEval.jsonl.gz");
    assertThat(failures(set, problems)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"mbpp/mbpp.jsonl,974", "mbpp/sanitized-mbpp.json,427"})
  void canonicalSolutionsOfMbppPass(String file, int count) throws Exception {
    Mbpp set = new Mbpp();
    Path problems = SharedData.file(file);
    try (Stream<Sample> samples = set.canonical(problems)) {
      assertThat(samples).hasSize(count);
    }
    assertThat(failures(set, problems)).isEmpty();
  }

  /** This file lacks the set-up code, which problem 367 cannot do without. */
  @Test
  void mbppWithoutSetUpCodePassesButForOneProblem() throws Exception {
    List<String> failures = failures(new Mbpp(), SharedData.file("mbpp/mbpp_test.jsonl"));
    assertThat(failures).singleElement().asString().startsWith("367 ").contains("'root'");
  }

  /**
   * In this file 243 solutions do not fit behind their prompts: it has indented the docstring by
   * four spaces, and they are indented by two, one, eight or by tabs. The test of problem 56 calls
   * the solution's second function by the name of the test itself, and so calls itself without end.
   */
  @Test
  void mbppInTheFormOfHumanEvalPassesWhereItIsPython() throws Exception {
    List<String> failures =
        failures(new Mbpp(), SharedData.file("mbpp/mbpp_sanitized_for_code_generation.jsonl"));
    assertThat(failures.stream().filter(text -> text.contains("verdict=COMPILE_ERROR")))
        .hasSize(243);
    assertThat(failures.stream().filter(text -> !text.contains("verdict=COMPILE_ERROR")))
        .singleElement()
        .asString()
        .startsWith("MbppEval/56 ")
        .contains("RecursionError");
  }

  @Test
  void canonicalAnswersOfGsm8kPass() throws Exception {
    assertThat(failures(new Gsm8k(), SharedData.file("gsm8k/test.jsonl"))).isEmpty();
  }

  @Test
  void programsOfGsmHardAgreeWithTheirTargets() throws Exception {
    Path problems = SharedData.file("gsm8k/gsmhardv2.jsonl");
    assertThat(failures(new Gsm8k(), problems)).isEmpty();
  }

  private static List<String> failures(dev.sce.datasets.DataSet set, Path problems)
      throws Exception {
    List<Sample> samples;
    try (Stream<Sample> all = set.canonical(problems)) {
      samples = all.toList();
    }
    try (TestJudge judging = TestJudge.open(WORKERS)) {
      List<Grade> grades = SampleFiles.judge(judging, set, problems, samples);
      List<String> failures = new ArrayList<>();
      for (int i = 0; i < grades.size(); i++) {
        if (!grades.get(i).passed()) {
          failures.add(samples.get(i).problemId() + " " + grades.get(i));
        }
      }
      return failures;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "codegemma_7b,47",
    "codellama_7b,47",
    "deepseek-coder_6.7b,67",
    "qwen2.5-coder_7b,120"
  })
  void samplesOfModelsPassAsRecorded(String model, int passes) throws Exception {
    HumanEval set = new HumanEval();
    Path problems = SharedData.file("humaneval/HumanEval.jsonl.gz");
    String prefix = "preds_humaneval_poe/" + model;
    List<Sample> samples =
        SampleFiles.valid(set.samples(SharedData.file(prefix + "_samples.jsonl")));
    List<Boolean> recorded;
    try (Stream<JsonRow> rows = JsonRows.read(SharedData.file(prefix + "_results.jsonl"))) {
      recorded = rows.map(row -> row.json().get("passed").asBoolean()).toList();
    }
    assertThat(recorded.stream().filter(passed -> passed)).hasSize(passes);
    try (TestJudge judging = TestJudge.open(WORKERS)) {
      for (int run = 0; run < REPEAT; run++) {
        assertThat(SampleFiles.judge(judging, set, problems, samples))
            .extracting(Grade::passed)
            .as("run %d", run)
            .isEqualTo(recorded);
      }
    }
  }
}
