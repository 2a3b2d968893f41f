package dev.sce.datasets.codecontests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.datasets.Problem;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.TestJudge;
import dev.sce.judge.program.StdinGrader;
import dev.sce.judge.program.StdinTask;
import dev.sce.testkit.SharedData;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CodeContestsAgreementTest {
  @Test
  void correctSolutionsPassAndIncorrectOnesFail() throws Exception {
    Path file = SharedData.folder("seed_code_contests").resolve("code_contests_data.json");
    CodeContestsDataSet set = new CodeContestsDataSet();

    Map<String, Grade> correct = grades(set, file, set.canonical(file));
    Map<String, Grade> incorrect = grades(set, file, set.incorrect(file));

    assertThat(correct).hasSize(7).allSatisfy((id, grade) -> assertThat(grade.passed()).isTrue());
    assertThat(incorrect)
        .hasSize(9)
        .allSatisfy((id, grade) -> assertThat(grade.passed()).isFalse());
  }

  private static Map<String, Grade> grades(
      CodeContestsDataSet set, Path file, Stream<Sample> samples) throws Exception {
    Map<String, Problem> problems =
        set.problems(file).collect(Collectors.toMap(Problem::id, Function.identity()));
    Map<String, Grade> grades = new TreeMap<>();
    List<Sample> all = samples.toList();
    try (TestJudge judge = TestJudge.open()) {
      for (Sample sample : all) {
        StdinTask task =
            (StdinTask) Objects.requireNonNull(problems.get(sample.problemId())).task();
        Grade grade = judge.grade(new StdinGrader(), task, sample);
        grades.put(sample.problemId() + "/" + sample.number(), grade);
      }
    }
    return grades;
  }
}
