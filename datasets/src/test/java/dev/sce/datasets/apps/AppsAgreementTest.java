package dev.sce.datasets.apps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.datasets.Problem;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.TestJudge;
import dev.sce.judge.call.CallGrader;
import dev.sce.judge.call.CallTask;
import dev.sce.judge.program.StdinGrader;
import dev.sce.judge.program.StdinTask;
import dev.sce.testkit.SharedData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares with the results that the authors of CodeRL recorded for samples of APPS. */
@Tag("slow")
class AppsAgreementTest {

  @Test
  void generatedSamplesAgreeWithTheirRecordedResults() throws Exception {
    Path folder = SharedData.folder("coderl_apps");
    Map<String, String> differences = new TreeMap<>();
    Map<String, Integer> counts = new TreeMap<>();
    try (TestJudge judge = TestJudge.open()) {
      for (Problem problem : new AppsDataSet().problems(folder).toList()) {
        JsonNode recorded =
            JsonMapper.shared().readTree(folder.resolve(problem.id() + "__gen_solutions.json"));
        for (int i = 0; i < recorded.size(); i++) {
          Grade grade = grade(judge, problem, recorded.get(i).path("code").asString());
          String expected = recorded.get(i).path("result").toString();
          String actual = AppsCode.of(grade).toString();
          counts.merge(expected + " judged " + actual, 1, Integer::sum);
          if (!expected.equals(actual)) {
            differences.put(
                problem.id() + "/" + i, expected + " " + actual + ": " + grade.detail());
          }
        }
      }
    }
    assertThat(differences).isEmpty();
    assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(83);
  }

  @Test
  void solutionsOfPeoplePass() throws Exception {
    Path folder = SharedData.folder("coderl_apps");
    AppsDataSet apps = new AppsDataSet();
    Map<String, Problem> problems =
        apps.problems(folder).collect(Collectors.toMap(Problem::id, Function.identity()));
    List<String> failures = new ArrayList<>();
    int count = 0;
    try (TestJudge judge = TestJudge.open()) {
      for (Sample sample : apps.canonical(folder).toList()) {
        Grade grade =
            grade(judge, Objects.requireNonNull(problems.get(sample.problemId())), sample.code());
        count++;
        if (!grade.passed()) {
          failures.add(sample.problemId() + "/" + sample.number() + ": " + grade.detail());
        }
      }
    }
    assertThat(failures).isEmpty();
    assertThat(count).isEqualTo(101);
  }

  private static Grade grade(TestJudge judge, Problem problem, String code) throws Exception {
    return switch (problem.task()) {
      case CallTask task -> judge.grade(new CallGrader(), task, code);
      case StdinTask task -> judge.grade(new StdinGrader(), task, code);
      default -> throw new AssertionError(problem.task());
    };
  }
}
