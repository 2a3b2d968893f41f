package dev.sce.judge.harness;

import static dev.sce.judge.program.FakeRuns.conversation;
import static dev.sce.judge.program.FakeRuns.exited;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.LimitOverrides;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.program.FakeRuns;
import org.junit.jupiter.api.Test;

/** Tests that call a sample and die of what it answers have not accepted it. */
class BrokenTestsTest {
  private static final int PASSED = 42;

  private static Step begin() {
    HarnessTask task =
        new HarnessTask(
            "javascript",
            "const f = (a) => {\n",
            "\n}\nconsole.assert(f(1) === 1)",
            true,
            "",
            null,
            LimitOverrides.NONE);
    return new HarnessGrader(LanguageTable.standard())
        .begin(task, new Sample("p", 0, "return a", false, "js"));
  }

  /** Runs in which the tests end with these statuses, one after the other; −N is signal N. */
  private static FakeRuns ending(int... statuses) {
    int[] count = {0};
    return new FakeRuns(
        (number, command) ->
            command.argv().contains("--check")
                ? exited(0, "")
                : conversation(command, statuses[count[0]++]));
  }

  @Test
  void testsThatAreKilledAreRunOnceMore() {
    FakeRuns runs = ending(-9, PASSED);
    assertThat(runs.grade(begin()).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(runs.seen()).hasSize(2);
  }

  @Test
  void testsThatAreKilledTwiceHaveNotAccepted() {
    Grade grade = ending(-9, -9).grade(begin());
    assertThat(grade.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(grade.detail()).contains("the tests broke, twice");
  }

  @Test
  void testsThatSayNoAreRunOnce() {
    assertThat(ending(1).grade(begin()).verdict()).isEqualTo(Verdict.FAILED);
  }
}
