package dev.sce.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.judge.GraderSettings;
import dev.sce.judge.checker.Checker;
import dev.sce.judge.checker.Checkers;
import dev.sce.judge.program.StdinTask;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A checker that was chosen compares the output of programs in the place of the set's own rule. */
class ChosenCheckerTest {
  private static Checker rule(@Nullable Checker checker) throws IOException {
    DataSetSettings settings = new DataSetSettings(GraderSettings.standard(), null, checker, null);
    DataSet set = DataSets.find("code-contests", settings).orElseThrow();
    Path problems = Path.of("../examples/eval/code-contests/problems.jsonl");
    return ((StdinTask) set.problems(problems).findFirst().orElseThrow().task()).checker();
  }

  @Test
  void itHoldsForProgramsWithARuleOfTheSet() throws IOException {
    Checker chosen = rule(Checkers.named("tokens float_absolute_tolerance 1e-5"));
    assertThat(chosen.accepts("YES 1.0", "YES 1.000009")).isTrue();
    assertThat(chosen.accepts("12", "1 2")).isFalse();
  }

  @Test
  void withoutItTheSetsOwnRuleHolds() throws IOException {
    assertThat(rule(null).accepts("12", "1 2")).isTrue();
    assertThat(rule(null).accepts("YES 1.0", "YES 1.000009")).isFalse();
  }
}
