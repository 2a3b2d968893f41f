package dev.sce.judge.program;

import static dev.sce.judge.program.FakeRuns.exited;
import static dev.sce.judge.program.FakeRuns.fault;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.CommandResult;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.judge.checker.PublishedChecker;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a sample does to be run no more is its failure. */
class StdinWaysOutTest {
  private static final CommandResult ABSENT = CommandResult.notStarted("no such command");

  private static Step begin(StdinSettings settings, String language) {
    List<ProgramTest> tests =
        List.of(
            ProgramTest.ofText("0", "", "right"),
            ProgramTest.ofText("1", "", "right"),
            ProgramTest.ofText("2", "", "right"));
    StdinTask task = new StdinTask("", tests, PublishedChecker.TEXT, settings);
    return new StdinGrader().begin(task, new Sample("p", 0, "code", true, language));
  }

  /** Commands are right but for one, by its number. */
  private static FakeRuns where(int number, CommandResult result) {
    int[] count = {0};
    return new FakeRuns((program, command) -> count[0]++ == number ? result : exited(0, "right"));
  }

  private static List<Verdict> verdicts(Grade grade) {
    return grade.tests().stream().map(TestResult::verdict).toList();
  }

  @Test
  void aProgramThatCanBeStartedNoMoreHasFailed() {
    Grade grade = where(1, ABSENT).grade(begin(StdinSettings.DEFAULT, "python"));
    assertThat(verdicts(grade))
        .containsExactly(Verdict.PASSED, Verdict.RUNTIME_ERROR, Verdict.SKIPPED);
    assertThat(grade.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(grade.detail()).contains("could not be started any more");
    Grade all = where(2, ABSENT).grade(begin(StdinSettings.DEFAULT.withEarlyStop(false), "cpp"));
    assertThat(verdicts(all))
        .containsExactly(Verdict.PASSED, Verdict.RUNTIME_ERROR, Verdict.PASSED);
  }

  @Test
  void aCompilerThatLeavesNoProgramHasNotCompiledIt() {
    Grade grade = where(1, ABSENT).grade(begin(StdinSettings.DEFAULT, "cpp"));
    assertThat(grade.verdict()).isEqualTo(Verdict.COMPILE_ERROR);
    assertThat(grade.detail()).contains("there is no program to run");
  }

  @Test
  void onlyTheFirstCommandTellsThatALanguageIsMissing() {
    for (String language : List.of("cpp", "python")) {
      assertThat(where(0, ABSENT).grade(begin(StdinSettings.DEFAULT, language)).verdict())
          .isEqualTo(Verdict.MISSING_INFO);
    }
    assertThat(where(1, fault()).grade(begin(StdinSettings.DEFAULT, "cpp")).verdict())
        .isEqualTo(Verdict.SANDBOX_FAULT);
  }

  @Test
  void testsStartFromWhatTheCompilerLeft() {
    FakeRuns runs = new FakeRuns((program, command) -> exited(0, "right"));
    runs.grade(begin(StdinSettings.DEFAULT, "cpp"));
    runs.grade(begin(StdinSettings.DEFAULT, "python"));
    assertThat(runs.seen().get(0).independentAfter()).isEqualTo(1);
    assertThat(runs.seen().get(1).independentAfter()).isZero();
  }
}
