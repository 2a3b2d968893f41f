package dev.sce.eval.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.eval.Grade;
import dev.sce.eval.Problem;
import dev.sce.eval.Sample;
import dev.sce.eval.TestResult;
import dev.sce.eval.Verdict;
import dev.sce.eval.data.DataSet;
import dev.sce.eval.data.InvalidDataException;
import dev.sce.testkit.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakCheck.class)
final class EvalPlusTest {
  private static Judging judging;

  @BeforeAll
  static void open() throws IOException {
    judging = new Judging();
  }

  @AfterAll
  static void close() {
    judging.close();
  }

  @TempDir Path folder;

  private static String row(String id, String name, String solution, String base, String plus) {
    return """
        {"task_id": "%s", "prompt": "def %s(*a):\\n    ''' '''\\n", "entry_point": "%s", "canonical_solution": "    return %s\\n", "contract": "", "base_input": %s, "plus_input": %s, "atol": 0}
        """
        .formatted(id, name, name, solution, base, plus);
  }

  private Grade grade(DataSet set, String row, String program) throws Exception {
    Path file = Files.writeString(folder.resolve("problems.jsonl"), row);
    Problem problem;
    try (Stream<Problem> problems = set.problems(file)) {
      problem = problems.findFirst().orElseThrow();
    }
    return judging.grade(
        set.graders(), problem.task(), new Sample(problem.id(), 0, program, true, null));
  }

  @Test
  void everyInputIsATest() throws Exception {
    String row = row("HumanEval/900", "f", "a[0] / 3", "[[1], [2.0]]", "[[30], [-7]]");
    DataSet set = new EvalPlus.HumanEvalPlus();
    assertThat(grade(set, row, "def f(x):\n    return x / 3").passed()).isTrue();
    Grade almost = grade(set, row, "def f(x):\n    return x / 3 + 1e-9 if x < 10 else 0.0");
    assertThat(almost.tests())
        .extracting(TestResult::name)
        .containsExactly("base/0", "base/1", "plus/0", "plus/1");
    assertThat(almost.tests())
        .extracting(TestResult::verdict)
        .containsExactly(Verdict.PASSED, Verdict.PASSED, Verdict.FAILED, Verdict.PASSED);
    assertThat(almost.detail()).contains("gives 0.0, expected 10.0");
  }

  @Test
  void numbersReachTheSampleAsTheyAreWritten() throws Exception {
    String digits = "9".repeat(3000);
    String row =
        row("HumanEval/901", "f", "repr(a[0])[:9]", "[[1.0], [1], [" + digits + "]]", "[[Infinity], [-0.0]]");
    DataSet set = new EvalPlus.HumanEvalPlus();
    assertThat(grade(set, row, "def f(x):\n    return repr(x)[:9]").passed()).isTrue();
  }

  @Test
  void inputsOfMbppBecomeWhatTheirProblemMeans() throws Exception {
    String row =
        row(
            "Mbpp/2",
            "similar_elements",
            "list(set(a[0]) & set(a[1]))",
            "[[[1, 2, 2], [2, 3]]]",
            "[]");
    String code = "def similar_elements(a, b):\n    assert type(a) is tuple\n    return (2, 2)";
    assertThat(grade(new EvalPlus.MbppPlus(), row, code).passed()).isTrue();
    assertThat(
            grade(
                    new EvalPlus.MbppPlus(),
                    row,
                    "def similar_elements(a, b):\n    return (2, 3)")
                .passed())
        .isFalse();
  }

  @Test
  void differentTypesAreDifferent() throws Exception {
    String row = row("HumanEval/902", "f", "[1.0]", "[[1]]", "[]");
    DataSet set = new EvalPlus.HumanEvalPlus();
    assertThat(grade(set, row, "def f(x):\n    return [1]").passed()).isTrue();
    assertThat(grade(set, row, "def f(x):\n    return (1.0,)").passed()).isFalse();
    assertThat(grade(set, row, "def f(x):\n    return [float('nan')]").passed()).isFalse();
  }

  @Test
  void aReferenceThatFailsIsTheSetsFault() throws Exception {
    String row = row("HumanEval/903", "f", "1 / 0", "[[1]]", "[]");
    Grade grade = grade(new EvalPlus.HumanEvalPlus(), row, "def f(x):\n    return 1");
    assertThat(grade.verdict()).isEqualTo(Verdict.MISSING_INFO);
    assertThat(grade.detail()).contains("ZeroDivisionError");
  }

  @Test
  void aRowWithoutInputsIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("broken.jsonl"), "\n{\"prompt\": \"\"}\n");
    try (Stream<Problem> problems = new EvalPlus.MbppPlus().problems(file)) {
      assertThatThrownBy(problems::toList)
          .isInstanceOf(InvalidDataException.class)
          .hasMessageContaining("broken.jsonl:2: field 'base_input' must be a list");
    }
    assertThat(List.of(new EvalPlus.MbppPlus().name())).containsExactly("mbpp-plus");
  }
}
