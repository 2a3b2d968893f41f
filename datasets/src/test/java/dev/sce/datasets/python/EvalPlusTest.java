package dev.sce.datasets.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.datasets.DataSet;
import dev.sce.datasets.Problem;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.TestJudge;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.testkit.LeakCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakCheck.class)
@Tag("slow")
final class EvalPlusTest {
  @RegisterExtension static final TestJudge judging = new TestJudge();

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
        row(
            "HumanEval/901",
            "f",
            "repr(a[0])[:9]",
            "[[1.0], [1], [" + digits + "]]",
            "[[Infinity], [-0.0]]");
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
            grade(new EvalPlus.MbppPlus(), row, "def similar_elements(a, b):\n    return (2, 3)")
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
  void inputsOfEvoEvalAreTextsAndTypesCount() throws Exception {
    String row =
        """
        {"task_id": "EvoEval/900", "prompt": "def f(a, n):", "canonical_solution": "    return \
        tuple(x / n for x in a), len(a)", "entry_point": "f", "inputs": ["[3] * 2, 3", "(), 1", \
        "list(range(400000)), 7"]}
        """;
    DataSet set = new EvalPlus.EvoEval();
    Grade right =
        grade(
            set,
            row,
            "def f(a, n):\n    return tuple(x * (1 / n) for x in a[:9]) + "
                + "tuple(x / n for x in a[9:]), len(a)");
    assertThat(right.tests())
        .extracting(TestResult::name)
        .containsExactly("input/0", "input/1", "input/2");
    assertThat(right.tests())
        .extracting(TestResult::verdict)
        .startsWith(Verdict.PASSED, Verdict.PASSED);
    assertThat(grade(set, row, "def f(a, n):\n    return tuple(x / n for x in a), len(a)").passed())
        .isTrue();
    assertThat(
            grade(set, row, "def f(a, n):\n    return tuple(x / n for x in a), len(a) + 0.0")
                .tests()
                .getFirst()
                .verdict())
        .isEqualTo(Verdict.FAILED);
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

  @Test
  void largeValuesAreJudgedWhateverTheirSum() throws Exception {
    String row =
        row(
            "HumanEval/904",
            "f",
            "list(range(a[0])) if a[0] % 2 else ' '.join(map(str, range(a[0])))",
            "[[3]]",
            "[[700000], [700001], [700002], [700003], [700004], [700005], [700006], [700007]]");
    DataSet set = new EvalPlus.HumanEvalPlus();
    String right =
        "def f(n):\n    return list(range(n)) if n % 2 else ' '.join(map(str, range(n)))";
    assertThat(grade(set, row, right).verdict()).isEqualTo(Verdict.PASSED);
    Grade wrong = grade(set, row, right.replace("list(range(n))", "list(range(n - 1)) + [0]"));
    assertThat(wrong.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(wrong.tests().get(1).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(wrong.tests().get(2).verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void largeValuesAreEqualWhereSmallOnesAre() throws Exception {
    String row =
        row(
            "HumanEval/905",
            "f",
            "[(i, str(i), {i: None}, {i}, i / 2) for i in range(a[0])]",
            "[[1]]",
            "[[5000]]");
    DataSet set = new EvalPlus.HumanEvalPlus();
    String same =
        "def f(n):\n    return [(i, str(i), {float(i): None}, {i}, i / 2) for i in range(n)]";
    assertThat(grade(set, row, same).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(grade(set, row, same.replace("str(i)", "i")).verdict()).isEqualTo(Verdict.FAILED);
    String lists = "def f(n):\n    return [[i, str(i), {i: None}, {i}, i / 2] for i in range(n)]";
    assertThat(grade(set, row, lists).verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void oneValueThatIsTooLargeToBeSentIsJudged() throws Exception {
    String row = row("Mbpp/908", "f", "('x' * (40 << 20), a[0])", "[[1]]", "[[2]]");
    DataSet set = new EvalPlus.MbppPlus();
    String right = "def f(n):\n    return ('x' * (40 << 20), n)";
    assertThat(grade(set, row, right).verdict()).isEqualTo(Verdict.PASSED);
    Grade wrong = grade(set, row, right.replace(", n)", ", 1)"));
    assertThat(wrong.tests())
        .extracting(TestResult::verdict)
        .containsExactly(Verdict.PASSED, Verdict.FAILED);
    String equalToAll =
        "class All(tuple):\n    def __eq__(self, other):\n        return True\n"
            + "def f(n):\n    return All(('y' * (40 << 20), n))";
    assertThat(grade(set, row, equalToAll).verdict()).isEqualTo(Verdict.FAILED);
    String equalObject = equalToAll.replace("All(tuple)", "All").replace("All((", "All() or ((");
    assertThat(grade(set, row, equalObject).passed()).isFalse();
  }

  @Test
  void anEmptyObjectOfInputsIsAnEmptyList() throws Exception {
    String row = row("Mbpp/906", "f", "a[0]", "[[1], [2]]", "{}");
    Grade grade = grade(new EvalPlus.MbppPlus(), row, "def f(x):\n    return x");
    assertThat(grade.passed()).isTrue();
    assertThat(grade.tests()).hasSize(2);
  }

  @Test
  void theFormWithOneScriptIsJudgedByIt() throws Exception {
    String row =
        """
        {"task_id": 907, "prompt": "Write a function.", "code": "def f(x):\\n    return x", "test_imports": ["import math"], "test_list": ["assert f(1) == 1"], "test": "for i in range(3):\\n    assert f(i) == i\\n"}
        """;
    for (DataSet set : List.of(new Mbpp(), new EvalPlus.MbppPlus())) {
      assertThat(grade(set, row, "def f(x):\n    return x").passed()).isTrue();
      assertThat(grade(set, row, "def f(x):\n    return min(x, 1)").passed()).isFalse();
    }
  }
}
