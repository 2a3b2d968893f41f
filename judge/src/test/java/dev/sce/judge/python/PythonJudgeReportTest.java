package dev.sce.judge.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.ExecutionResult;
import dev.sce.Outcome;
import dev.sce.judge.Grade;
import dev.sce.judge.Verdict;
import dev.sce.judge.program.FakeRuns;
import java.util.List;
import org.junit.jupiter.api.Test;

class PythonJudgeReportTest {
  private static final String READY = "{\"ready\": true}";
  private static final String FIRST = "{\"test\": \"0\", \"verdict\": \"PASSED\", \"seconds\": 0}";
  private static final String PASSED = "{\"done\": true, \"verdict\": \"PASSED\"}";

  private static Grade grade(int status, String... lines) {
    String stdout = String.join("\n", lines) + '\n';
    ExecutionResult run = ExecutionResult.known(List.of(FakeRuns.exited(status, stdout)));
    return PythonJudgeReport.grade(run, List.of("0", "1"));
  }

  @Test
  void aReportThatDoesNotFitIsTheSamplesDoingOnceItHasRun() {
    assertThat(grade(0, READY, FIRST, PASSED).verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(grade(0, READY, FIRST, FIRST, PASSED).verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(grade(0, READY, FIRST, FIRST.replace("\"0\"", "\"1\""), PASSED).passed()).isTrue();
  }

  @Test
  void aJudgeThatIsCutShortOnceTheSampleRunsHasNotAccepted() {
    assertThat(grade(0, READY, FIRST).verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(grade(1, READY, FIRST, PASSED).verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
  }

  @Test
  void linesThatAreNoneOfTheTestsHaveNoShareInTheScore() {
    String forged = FIRST.replace("\"0\"", "\"other\"");
    Grade many = grade(0, READY, forged, FIRST, FIRST, FIRST, PASSED);
    assertThat(many.passed()).isFalse();
    assertThat(many.score()).isZero();
    Grade odd =
        grade(
            0,
            READY,
            "{\"test\": {}, \"verdict\": \"PASSED\"}",
            "{\"test\": \"0\", \"verdict\": \"NO_SUCH\", \"seconds\": 1e300}",
            PASSED);
    assertThat(odd.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
  }

  @Test
  void aJudgeThatNeverBeganSaysNothingOfTheSample() {
    assertThat(grade(1, "").verdict()).isEqualTo(Verdict.SANDBOX_FAULT);
    ExecutionResult fault = ExecutionResult.inconclusive(Outcome.SANDBOX_FAULT, "broke", 1);
    assertThat(PythonJudgeReport.grade(fault, List.of()).verdict())
        .isEqualTo(Verdict.SANDBOX_FAULT);
  }
}
