package dev.sce.judge.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.TestJudge;
import dev.sce.judge.Verdict;
import dev.sce.testkit.LeakCheck;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakCheck.class)
final class PredictionGraderTest {
  private static final String CODE = "def f(xs, n=2):\n    return {tuple(xs): [x * n for x in xs]}";
  private static final String EXPECTED = "{(1, 2): [2, 4]}";

  @RegisterExtension static final TestJudge judging = new TestJudge();

  private static Grade grade(PredictionTask.Kind kind, String call, String expected, String answer)
      throws Exception {
    String code = kind == PredictionTask.Kind.ASSERTION ? "" : CODE;
    return judging.grade(
        List.of(new PredictionGrader()),
        new PredictionTask(kind, code, call, expected, PythonLimits.DEFAULT),
        new Sample("a", 0, answer, true, null));
  }

  private static Grade output(String answer) throws Exception {
    return grade(PredictionTask.Kind.OUTPUT, "f([1, 2])", EXPECTED, answer);
  }

  private static Grade input(String answer) throws Exception {
    return grade(PredictionTask.Kind.INPUT, "f", EXPECTED, answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{(1, 2): [2, 4]}",
        " {(1, 2): [2.0] + [4]}  # so it is",
        "assert f([1, 2]) == {(1, 2): [2, 4]}",
        "f( [1, 2] )",
        "so [ANSWER] {(1, 2): [2, 4]} [/ANSWER] it is",
      })
  void rightValuesPass(String answer) throws Exception {
    Grade grade = output(answer);
    assertThat(grade.detail()).isNull();
    assertThat(grade.passed()).isTrue();
    assertThat(grade.tests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{(1, 2): [2, 5]}",
        "f([1, 2])",
        "1 or True",
        "{(1, 2): [2, 4]} == {(1, 2): [2, 4]}",
        "{(1, 2): [2, 4]}\nx = 1",
        "The value is {(1, 2): [2, 4]}",
        "{(1, 2): [2, 4]}), (1",
        "undefined",
        "type('Any', (), {'__eq__': lambda *_: True})()",
        "exit()",
        "(lambda: __import__('os')._exit(0))()",
        "\ud800",
        "'\u0000'",
        "assert",
      })
  void nothingElsePasses(String answer) throws Exception {
    Grade grade = output(answer);
    assertThat(grade.passed()).isFalse();
    assertThat(grade.verdict().isJudgement()).isTrue();
  }

  @Test
  void deepAnswersAreNoFaultOfOurs() throws Exception {
    assertThat(output("(".repeat(100_000)).verdict().isJudgement()).isTrue();
    assertThat(output("-".repeat(100_000) + "1").verdict().isJudgement()).isTrue();
  }

  @Test
  void whatRepeatsTheCallSaysSo() throws Exception {
    assertThat(output("f([1, 2])").detail()).contains("repeats the call");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"f([1, 2])", "f(xs=[1, 2])", "f(list(range(1, 3)), 2)", "assert f([1, 2]) == {}"})
  void anyCallWithTheValuePasses(String answer) throws Exception {
    Grade grade = input(answer);
    assertThat(grade.detail()).isNull();
    assertThat(grade.passed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1, 2]",
        "f([1, 3])",
        "{(1, 2): [2, 4]}",
        "[f([]), {(1, 2): [2, 4]}][1]",
        "(lambda *_: {(1, 2): [2, 4]})(f([]))",
        "f([1, 2]) or f([])",
      })
  void otherCallsDoNot(String answer) throws Exception {
    Grade grade = input(answer);
    assertThat(grade.passed()).isFalse();
    assertThat(grade.verdict().isJudgement()).isTrue();
  }

  @Test
  void anAssertionIsReadForWhatItExpects() throws Exception {
    for (String answer :
        List.of(
            "assert g(1, 2) == [None, True]",
            "[None, True]",
            "# the test\nassert g(1) == [None, True]\nprint('done')")) {
      Grade grade = grade(PredictionTask.Kind.ASSERTION, "", "[None, True]", answer);
      assertThat(grade.detail()).as(answer).isNull();
      assertThat(grade.passed()).isTrue();
    }
    for (String answer : List.of("assert g(1) != [None, True]", "assert g(1)", "[None, False]")) {
      Grade grade = grade(PredictionTask.Kind.ASSERTION, "", "[None, True]", answer);
      assertThat(grade.passed()).as(answer).isFalse();
    }
  }

  @Test
  void aBareTupleIsTheValueThatAnAssertionWouldCompare() throws Exception {
    PredictionTask.Kind kind = PredictionTask.Kind.OUTPUT;
    assertThat(grade(kind, "f()", "(1, 2)", "1, 2").passed()).isFalse();
    assertThat(grade(kind, "f()", "(1, 2)", "(1, 2)").passed()).isTrue();
  }

  @Test
  void aSampleOfAnotherLanguageIsRefused() throws Exception {
    Grade grade =
        judging.grade(
            List.of(new PredictionGrader()),
            new PredictionTask(PredictionTask.Kind.OUTPUT, CODE, "f()", "1", PythonLimits.DEFAULT),
            new Sample("a", 0, "1", true, "java"));
    assertThat(grade.verdict()).isEqualTo(Verdict.COMPILE_ERROR);
  }
}
