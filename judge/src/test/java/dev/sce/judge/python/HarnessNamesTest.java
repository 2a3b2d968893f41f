package dev.sce.judge.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.judge.Grade;
import dev.sce.judge.JudgeProcess;
import dev.sce.judge.Sample;
import dev.sce.judge.TestJudge;
import dev.sce.judge.Verdict;
import dev.sce.testkit.LeakCheck;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names that a data set's own harness leaves around, which samples get only when asked for. */
@ExtendWith(LeakCheck.class)
final class HarnessNamesTest {
  private static final String PROMPT =
      """
      from typing import List

      SCALE = 2

      def helper(x):
          return x * SCALE

      def total(items: List[int]) -> int:
          ''' Twice the sum. '''
      """;
  private static final String TEST =
      """
      import math
      SECRET = 6

      def check(candidate):
          assert candidate([1, 2]) == SECRET
      """;

  @RegisterExtension static final TestJudge judging = new TestJudge();

  private static Grade function(JudgeProcess process, boolean names, Sample sample)
      throws Exception {
    return judging.grade(
        List.of(new FunctionGrader(process, names)),
        new FunctionTask(PROMPT, "total", TEST, "", "import statistics", PythonLimits.DEFAULT),
        sample);
  }

  private static Grade function(boolean names, String code) throws Exception {
    return function(JudgeProcess.APART, names, TestJudge.sample(code));
  }

  private static Grade asserts(boolean names, String code) throws Exception {
    return judging.grade(
        new AssertsGrader(JudgeProcess.APART, names),
        new AssertsTask(
            "",
            "import math\nsecret = 3.0",
            List.of("import re\nassert f(9) == secret"),
            "",
            List.of("f"),
            PythonLimits.DEFAULT),
        code);
  }

  @ParameterizedTest
  @EnumSource
  void aProgramFindsWhatThePromptDefinesWhenAsked(JudgeProcess process) throws Exception {
    Sample sample =
        TestJudge.sample("def total(items: List[int]):\n    return sum(map(helper, items))");

    assertThat(function(process, true, sample).detail()).isNull();
    assertThat(function(process, false, sample).verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
  }

  @Test
  void aSampleFindsWhatTheTestsImportWhenItIsCalled() throws Exception {
    String code = "def total(items):\n    return int(math.fsum(items)) * 2";

    assertThat(function(true, code).detail()).isNull();
    assertThat(function(false, code).verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(function(true, "x = math.pi\n" + code).verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    Sample body = new Sample("a", 0, "    return int(math.fsum(items)) * 2\n", false, null);
    assertThat(function(JudgeProcess.APART, true, body).detail()).isNull();
    assertThat(function(JudgeProcess.APART, false, body).verdict())
        .isEqualTo(Verdict.RUNTIME_ERROR);
  }

  @Test
  void aSampleFindsWhatTheHarnessPutsBeforeIt() throws Exception {
    String code = "mean = statistics.mean\ndef total(items):\n    return mean(items) * 4";

    assertThat(function(true, code).detail()).isNull();
    assertThat(function(false, code).verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
  }

  @Test
  void namesOfItsOwnGoBeforeThem() throws Exception {
    String code =
        """
        def helper(x):
            return 2 * x
        math = helper
        def total(items):
            return sum(map(math, items))
        """;

    assertThat(function(true, code).detail()).isNull();
  }

  @Test
  void whatIsAskedForAndWhatTheTestsKnowIsNotGiven() throws Exception {
    assertThat(function(true, "def other(items):\n    return 6").detail()).contains("'total'");
    Grade looks = function(true, "def total(items):\n    return SECRET");
    assertThat(looks.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(looks.detail()).contains("SECRET");
    assertThat(asserts(true, "def f(x):\n    return secret").verdict())
        .isEqualTo(Verdict.RUNTIME_ERROR);
  }

  @Test
  void assertsGiveWhatTheirSetUpAndTheTestsImport() throws Exception {
    String code = "def f(x):\n    return math.sqrt(int(re.sub('x', '', str(x))))";

    assertThat(asserts(true, code).detail()).isNull();
    Grade without = asserts(false, code);
    assertThat(without.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(without.detail()).contains("does not import 'math'", "--harness-names gives");
  }

  @Test
  void aNameThatThisSetDoesNotLeaveIsSaidToBeNone() throws Exception {
    assertThat(function(true, "def total(items):\n    return np.sum(items) * 2").detail())
        .contains("does not import 'np'", "this set's own harness does not");
  }
}
