package dev.sce.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.datasets.apps.AppsDataSet;
import dev.sce.datasets.codecontests.CodeContestsDataSet;
import dev.sce.datasets.livecodebench.LiveCodeBenchDataSet;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.TestJudge;
import dev.sce.judge.Verdict;
import dev.sce.judge.call.CallGrader;
import dev.sce.judge.call.CallTask;
import dev.sce.judge.program.StdinGrader;
import dev.sce.judge.program.StdinTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples that users start from give what the documentation says. */
class ShippedExamplesTest {
  private static final Path EXAMPLES = Path.of("../examples/eval");

  @Test
  void apps() throws Exception {
    assertThat(verdicts(new AppsDataSet(), "apps", "samples.json"))
        .containsExactly(Verdict.PASSED, Verdict.FAILED, Verdict.PASSED, Verdict.RUNTIME_ERROR);
  }

  @Test
  void codeContests() throws Exception {
    List<Verdict> verdicts = verdicts(new CodeContestsDataSet(), "code-contests", "samples.jsonl");

    assertThat(verdicts.get(0)).isIn(Verdict.PASSED, Verdict.MISSING_INFO);
    assertThat(verdicts.get(1)).isEqualTo(Verdict.RUNTIME_ERROR);
  }

  @Test
  void liveCodeBench() throws Exception {
    assertThat(verdicts(new LiveCodeBenchDataSet(), "livecodebench", "samples.json"))
        .containsExactly(Verdict.PASSED, Verdict.FAILED, Verdict.PASSED);
  }

  private static List<Verdict> verdicts(DataSet set, String folder, String samples)
      throws IOException, InterruptedException {
    Map<String, Problem> problems;
    try (Stream<Problem> all = set.problems(EXAMPLES.resolve(folder).resolve("problems.jsonl"))) {
      problems = all.collect(Collectors.toMap(Problem::id, Function.identity()));
    }
    List<SampleRow> rows;
    try (Stream<SampleRow> all = set.samples(EXAMPLES.resolve(folder).resolve(samples))) {
      rows = all.toList();
    }
    List<Verdict> verdicts = new ArrayList<>();
    try (TestJudge judge = TestJudge.open()) {
      for (SampleRow row : rows) {
        Sample sample = ((SampleRow.Valid) row).sample();
        Problem problem = Objects.requireNonNull(problems.get(sample.problemId()));
        verdicts.add(grade(judge, problem, sample).verdict());
      }
    }
    return verdicts;
  }

  private static Grade grade(TestJudge judge, Problem problem, Sample sample)
      throws InterruptedException {
    return switch (problem.task()) {
      case CallTask task -> judge.grade(new CallGrader(), task, sample);
      case StdinTask task -> judge.grade(new StdinGrader(), task, sample);
      default -> throw new AssertionError(problem.task());
    };
  }
}
