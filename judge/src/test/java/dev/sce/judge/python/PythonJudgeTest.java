package dev.sce.judge.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.ExecutionResult;
import dev.sce.judge.Grade;
import dev.sce.judge.TestJudge;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.testkit.LeakCheck;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What honest samples and tests of all kinds get. */
@ExtendWith(LeakCheck.class)
final class PythonJudgeTest {
  @RegisterExtension static final TestJudge judging = new TestJudge();

  private static Grade asserts(String code, String... tests) throws InterruptedException {
    return withSetup("", code, tests);
  }

  private static Grade withSetup(String setup, String code, String... tests)
      throws InterruptedException {
    return judging.grade(
        new AssertsGrader(),
        new AssertsTask("", setup, List.of(tests), "", List.of("f"), TestJudge.TIGHT),
        code);
  }

  @Test
  void callsAndAssignmentsChangeWhatAnObjectShows() throws InterruptedException {
    String code =
        """
        class f:
            def __init__(self): self.items = []
            def push(self, item): self.items.append(item)
            def __len__(self): return len(self.items)
            def __getitem__(self, i): return self.items[i]
            def __setitem__(self, i, item): self.items[i] = item
            def __str__(self): return repr(self.items)
        """;
    Grade grade =
        asserts(
            code,
            "s = f(); assert not s; s.push(1); assert s; s.push(2); assert len(s) == 2",
            "s = f(); s.push(1); assert s[0] == 1; s[0] = 5; assert s[0] == 5; assert list(s) == [5]",
            "s = f(); assert str(s) == '[]'; s.items = [3]; assert str(s) == '[3]'; assert s.items == [3]");

    assertThat(verdicts(grade)).containsOnly(Verdict.PASSED);
  }

  private static List<Verdict> verdicts(Grade grade) {
    return grade.tests().stream().map(TestResult::verdict).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "None",
        "True",
        "-1",
        "10**300",
        "2**64",
        "1.5",
        "float('inf')",
        "1+2j",
        "'ä\\ud800'",
        "b'\\0'",
        "bytearray(b'x')",
        "[1, [2, (3,)]]",
        "{1: {'a': {2}}}",
        "frozenset({1})",
        "range(1, 9, 2)",
        "...",
        "int",
        "len",
        "{1: 2}.keys()",
        "Decimal('1.10')",
        "Fraction(1, 3)",
        "deque([1, 2], 5)",
        "date(2024, 2, 29)",
        "datetime(2024, 2, 29, 1, 2, 3)",
        "timedelta(3, 4)",
        "[[], (), {}, set()]"
      })
  void plainValuesGoThereAndBack(String value) throws Exception {
    String imports =
        """
        from decimal import Decimal
        from fractions import Fraction
        from collections import deque
        from datetime import date, datetime, timedelta
        """;
    Grade grade =
        withSetup(
            imports,
            imports + "def f(x):\n    assert x == %s\n    return %s".formatted(value, value),
            "assert f(%s) == %s".formatted(value, value),
            "assert type(f(%s)) is type(%s)".formatted(value, value));
    assertThat(grade.verdict()).as("%s", grade).isEqualTo(Verdict.PASSED);
  }

  @Test
  void subclassesCountAsWhatTheyAreUnderneath() throws Exception {
    String code =
        """
        import collections, enum
        class Colour(enum.IntEnum):
            RED = 1
        Point = collections.namedtuple("Point", "x y")
        def f(x):
            return [collections.Counter("aab"), collections.OrderedDict(a=1), collections.defaultdict(int, b=2),
                    Point(1, 2), Colour.RED, True][x]
        """;
    assertThat(
            asserts(
                    code,
                    "assert f(0) == {'a': 2, 'b': 1}",
                    "assert f(1) == {'a': 1}",
                    "assert f(2) == {'b': 2}",
                    "assert f(3) == (1, 2)",
                    "assert f(4) == 1",
                    "assert f(5) is True")
                .verdict())
        .isEqualTo(Verdict.PASSED);
  }

  @Test
  void objectsOfTheSampleGoBackToIt() throws Exception {
    String code =
        """
        class Node:
            def __init__(self, value):
                self.value = value
                self.left = None
        def f(node):
            return node.value + (f(node.left) if node.left else 0)
        """;
    Grade grade =
        withSetup(
            "root = Node(1)\nroot.left = Node(5)",
            code,
            "assert f(root) == 6",
            "assert root.left.value == 5",
            "assert f(Node(2)) == 2",
            "assert f([root][0]) == 6",
            "assert root == root",
            "assert root.left is not None");
    assertThat(verdicts(grade))
        .containsExactly(
            Verdict.PASSED,
            Verdict.PASSED,
            Verdict.PASSED,
            Verdict.PASSED,
            Verdict.FAILED,
            Verdict.PASSED);
    assertThat(grade.tests().get(4).detail()).contains("cannot be compared");
  }

  @Test
  void iteratorsCanBeLoopedOver() throws Exception {
    Grade grade =
        asserts(
            "def f(n):\n    return (i * i for i in range(n))",
            "assert list(f(3)) == [0, 1, 4]",
            "assert set(f(3)) == {0, 1, 4}",
            "assert 4 in f(3)",
            "assert f(3) == [0, 1, 4]");
    assertThat(verdicts(grade))
        .containsExactly(Verdict.PASSED, Verdict.PASSED, Verdict.PASSED, Verdict.FAILED);
  }

  @Test
  void changesOfArgumentsAreSeen() throws Exception {
    String code = "def f(x):\n    x.append(4)\n    x.sort()\n";
    assertThat(asserts(code, "l = [9, 1]\nf(l)\nassert l == [1, 4, 9]").passed()).isTrue();
  }

  @Test
  void exceptionsOfTheSampleCanBeCaught() throws Exception {
    String code =
        """
        class Own(ValueError):
            pass
        def f(x):
            raise Own("no") if x else KeyError("k")
        """;
    Grade grade =
        asserts(
            code,
            "try:\n    f(1)\n    assert False\nexcept ValueError as e:\n    assert str(e) == 'no'",
            "try:\n    f(0)\nexcept LookupError:\n    pass",
            "assert f(0) == 1");
    assertThat(verdicts(grade))
        .containsExactly(Verdict.PASSED, Verdict.PASSED, Verdict.RUNTIME_ERROR);
    assertThat(grade.tests().get(2).detail()).contains("KeyError");
  }

  @Test
  void everyTestRunsWhateverBecomesOfTheOthers() throws Exception {
    Grade grade =
        asserts(
            "import os\ndef f(x):\n    return os._exit(0) if x == 9 else 1 // x",
            "assert f(0) == 1",
            "assert f(1) == 1",
            "assert f(2) == 1",
            "assert f(9) == 1",
            "assert f(1) == 1");
    assertThat(verdicts(grade))
        .containsExactly(
            Verdict.RUNTIME_ERROR,
            Verdict.PASSED,
            Verdict.FAILED,
            Verdict.RUNTIME_ERROR,
            Verdict.SKIPPED);
    assertThat(grade.score()).isEqualTo(0.2);
  }

  @Test
  @Tag("slow")
  void endlessTestTimesOutAndThoseBeforeItCount() throws Exception {
    Grade grade =
        asserts(
            "def f(x):\n    while x:\n        pass\n    return 1",
            "assert f(0) == 1",
            "assert f(1) == 1",
            "assert f(0) == 1");
    assertThat(verdicts(grade)).containsExactly(Verdict.PASSED, Verdict.TIMED_OUT, Verdict.SKIPPED);
    assertThat(grade.verdict()).isEqualTo(Verdict.TIMED_OUT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"def f(:", "  x = 1", "x = '\0'", "return 1", "f(\ud800)", "(((("})
  void whatIsNoPythonIsACompileError(String code) throws Exception {
    assertThat(asserts(code, "assert f(1) == 1").verdict()).isEqualTo(Verdict.COMPILE_ERROR);
  }

  @Test
  void helpersOfThePromptAreTheDataSetsOwn() throws Exception {
    String prompt =
        """
        def helper(x):
            return x + 1

        def f(x):
            \"""Undoes helper.\"""
        """;
    FunctionTask task =
        new FunctionTask(
            prompt,
            "f",
            "def check(candidate):\n    assert candidate(helper(41)) == 41",
            TestJudge.TIGHT);
    assertThat(judging.grade(new FunctionGrader(), task, prompt + "    return x - 1").passed())
        .isTrue();
    String liar = "def helper(x):\n    return 41\n\ndef f(x):\n    return 41 if x == 41 else 0";
    assertThat(judging.grade(new FunctionGrader(), task, liar).passed()).isFalse();
  }

  @Test
  void functionsNamedLikeBuiltinsAreTheSamplesOnlyWhenTheSetSaysSo() throws Exception {
    AssertsTask task =
        new AssertsTask(
            "",
            "",
            List.of("assert sum(1, 2) == 3", "assert abs(sum(1, 2)) == 3"),
            "def sum(a, b):\n    return a + b",
            List.of(),
            TestJudge.TIGHT);
    String code = "def sum(a, b):\n    return a + b\ndef abs(x):\n    return 3\n";
    assertThat(judging.grade(new AssertsGrader(), task, code).passed()).isTrue();
    String wrong = "def sum(a, b):\n    return -9\ndef abs(x):\n    return 3\n";
    assertThat(verdicts(judging.grade(new AssertsGrader(), task, wrong)))
        .containsOnly(Verdict.FAILED);
  }

  @Test
  void aProblemWhoseTestIsNoPythonSaysNothingOfTheSample() throws Exception {
    assertThat(asserts("def f(x): return 1", "assert f(").verdict())
        .isEqualTo(Verdict.MISSING_INFO);
    assertThat(asserts("def f(x): return 1", "assert f(lambda: 1) == 1").verdict())
        .isEqualTo(Verdict.MISSING_INFO);
  }

  @ParameterizedTest
  @ValueSource(ints = {2_000, 5_000, 100_000})
  void aTestThatPythonCannotCompileSaysNothingOfTheSample(int depth) throws Exception {
    String test = "assert f(1) == " + "-".repeat(depth) + "1";
    for (String code : new String[] {"def f(x): return 1", "def f(x): return 2"}) {
      assertThat(asserts(code, "assert f(1)", test).verdict()).isEqualTo(Verdict.MISSING_INFO);
      FunctionTask task = new FunctionTask("", "f", "def check(f):\n    " + test, TestJudge.TIGHT);
      assertThat(judging.grade(new FunctionGrader(), task, code).verdict())
          .isEqualTo(Verdict.MISSING_INFO);
    }
  }

  @Test
  void aJudgeThatCannotBeginIsOurFault() throws Exception {
    ExecutionResult run =
        judging.executor().execute(PythonJudge.program(Requests.of("nonsense"), TestJudge.TIGHT));
    Grade grade = PythonJudgeReport.grade(run);
    assertThat(grade.verdict()).isEqualTo(Verdict.SANDBOX_FAULT);
    assertThat(grade.detail()).contains("could not begin", "KeyError");
  }

  @Test
  void randomTestsDrawTheSameEachTime() throws Exception {
    String code = "seen = []\ndef f(x):\n    raise ValueError(str(x))";
    String test = "import random\nf(random.random())";
    assertThat(asserts(code, test).detail()).isEqualTo(asserts(code, test).detail());
  }

  @Test
  void orderOfSetsIsTheSameEachTime() throws Exception {
    String code = "def f(x):\n    raise ValueError(''.join({'a', 'b', 'c', 'd', 'e', 'f'}))";
    assertThat(asserts(code, "f(1)").detail()).isEqualTo(asserts(code, "f(1)").detail());
  }
}
