package dev.sce.judge.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.TestJudge;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.testkit.LeakCheck;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@ExtendWith(LeakCheck.class)
final class FunctionFormsTest {
  private static final String ADDS =
      "def check(candidate):\n    assert candidate(a=1, b=2) == 3\n    assert candidate(2, 2) == 4";

  @RegisterExtension static final TestJudge judging = new TestJudge();

  private static Grade function(String prompt, String entry, String test, Sample sample)
      throws Exception {
    return judging.grade(
        List.of(new FunctionGrader()),
        new FunctionTask(prompt, entry, test, "", PythonLimits.DEFAULT),
        sample);
  }

  private static Sample whole(String code) {
    return new Sample("a", 0, code, true, null);
  }

  @Test
  void anEntryPointMayBeAnExpression() throws Exception {
    String code = "class Solution:\n    def add(self, a, b):\n        return a + b";
    assertThat(function("", "Solution().add", ADDS, whole(code)).passed()).isTrue();
    Grade wrong = function("", "Solution().add", ADDS, whole(code.replace("+", "*")));
    assertThat(wrong.verdict()).isEqualTo(Verdict.FAILED);
    Grade none = function("", "Solution().add", ADDS, whole("def add(a, b):\n    return a + b"));
    assertThat(none.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(none.detail()).contains("Solution");
  }

  @Test
  void anEntryPointThatIsNoExpressionIsTheSetsFault() throws Exception {
    Grade grade = function("", "Solution().", ADDS, whole("x = 1"));
    assertThat(grade.verdict()).isEqualTo(Verdict.MISSING_INFO);
    assertThat(grade.detail()).contains("entry_point");
  }

  @Test
  void aTestThatIsNoTextOfPythonIsTheSetsFault() throws Exception {
    for (String test : List.of("\ud800", "def check(c):\n  '\udfff'", "def check(")) {
      Grade grade = function("", "add", test, whole("x = 1"));
      assertThat(grade.verdict()).isEqualTo(Verdict.MISSING_INFO);
      assertThat(grade.detail()).contains("no Python");
    }
  }

  @Test
  void aModuleThatTheSetNeedsAndThatIsMissingIsNoFailure() throws Exception {
    String test = "import module_that_nobody_has\n" + ADDS;
    Grade grade = function("", "add", test, whole("def add(a, b):\n    return a + b"));
    assertThat(grade.verdict()).isEqualTo(Verdict.MISSING_INFO);
    assertThat(grade.detail()).contains("imports module_that_nobody_has");
    String prompt = "import module_that_nobody_has\ndef add(a, b):\n    ''' Adds. '''\n";
    Sample sample = new Sample("a", 0, "    return a + b\n", false, null);
    assertThat(function(prompt, "add", ADDS, sample).verdict()).isEqualTo(Verdict.MISSING_INFO);
  }

  @Test
  void aModuleThatOnlyTheSampleWantsIsItsFailure() throws Exception {
    String code = "import module_that_nobody_has\ndef add(a, b):\n    return a + b";
    assertThat(function("", "add", ADDS, whole(code)).verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    String tried = "try:\n    import module_that_nobody_has\nexcept ImportError:\n    pass\n";
    assertThat(function("", "add", tried + ADDS, whole(code)).verdict())
        .isEqualTo(Verdict.RUNTIME_ERROR);
  }

  @Test
  void eachTestOfAProblemWithoutItsModuleIsWithoutVerdict() throws Exception {
    AssertsTask task =
        new AssertsTask(
            "",
            "import module_that_nobody_has",
            List.of("assert f(1) == 1", "assert f(2) == 2"),
            "",
            List.of(),
            PythonLimits.DEFAULT);
    Grade grade =
        judging.grade(List.of(new AssertsGrader()), task, whole("def f(x):\n    return x"));
    assertThat(grade.verdict()).isEqualTo(Verdict.MISSING_INFO);
    assertThat(grade.tests()).extracting(TestResult::verdict).containsOnly(Verdict.MISSING_INFO);
  }

  @Test
  void namesThatHarnessesLeaveAroundAreHintedAt() throws Exception {
    Grade grade = function("", "add", ADDS, whole("def add(a: List[int], b):\n    return a + b"));
    assertThat(grade.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(grade.detail()).contains("does not import 'List'");
  }

  @Test
  void aBodyThatIsGivenAsAProgramIsHintedAt() throws Exception {
    for (String body : List.of("    return a + b\n", "return a + b\n")) {
      Grade grade = function("def add(a, b):\n", "add", ADDS, whole(body));
      assertThat(grade.verdict()).isEqualTo(Verdict.COMPILE_ERROR);
      assertThat(grade.detail()).contains("'completion'");
    }
  }
}
