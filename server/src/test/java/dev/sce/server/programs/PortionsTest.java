package dev.sce.server.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.EarlyStop;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortionsTest {
  /** Seconds that have passed. */
  private long now;

  private boolean othersWait = true;
  private Outcome ofCompiler = Outcome.OK;

  /** The commands of each turn. */
  private final List<List<String>> turns = new ArrayList<>();

  /** Runs commands that take a second each, as the engine does. */
  private ExecutionResult turn(Executable portion) {
    List<String> names = new ArrayList<>();
    turns.add(names);
    List<CommandResult> results = new ArrayList<>();
    for (int i = 0; i < portion.commands().size(); i++) {
      String name = portion.commands().get(i).argv().getFirst();
      names.add(name);
      now++;
      boolean compiler = name.equals("cc");
      CommandResult result =
          CommandResult.unrun(compiler ? ofCompiler : Outcome.OK, "").toBuilder()
              .runtime(Duration.ofSeconds(1))
              .build();
      results.add(result);
      if (portion.earlyStop().shouldStop(i, result)) {
        break;
      }
    }
    return ExecutionResult.known(results).toBuilder().elapsed(Duration.ofSeconds(1)).build();
  }

  private ExecutionResult run(Executable executable) throws Exception {
    return Portions.run(
        executable, () -> othersWait, () -> Duration.ofSeconds(now).toNanos(), this::turn);
  }

  private static Executable tests(int compilers, int tests, EarlyStop stop) {
    Executable.Builder executable = Executable.builder().independentAfter(compilers);
    for (int i = 0; i < compilers; i++) {
      executable.command(Command.of("cc"));
    }
    for (int i = 0; i < tests; i++) {
      executable.command(Command.of("t" + i));
    }
    return executable.earlyStop(stop).build();
  }

  @Test
  void manyTestsTakeSeveralTurnsWhileOthersWait() throws Exception {
    ExecutionResult result = run(tests(0, 5, EarlyStop.NEVER));
    assertThat(turns).containsExactly(List.of("t0", "t1"), List.of("t2", "t3"), List.of("t4"));
    assertThat(result.commandResults()).hasSize(5);
    assertThat(result.expectedNumCommands()).isEqualTo(5);
    assertThat(result.elapsed()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void oneTurnIsEnoughWhenNobodyWaits() throws Exception {
    othersWait = false;
    assertThat(run(tests(1, 5, EarlyStop.NEVER)).commandResults()).hasSize(6);
    assertThat(turns).hasSize(1);
  }

  @Test
  void eachTurnCompilesAndLastsLongerThanThat() throws Exception {
    ExecutionResult result = run(tests(1, 5, EarlyStop.NEVER));
    assertThat(turns).containsExactly(List.of("cc", "t0", "t1", "t2"), List.of("cc", "t3", "t4"));
    assertThat(result.commandResults()).hasSize(6);
  }

  @Test
  void ruleForStoppingSeesTheCommandsAsIfInOneTurn() throws Exception {
    List<Integer> seen = new ArrayList<>();
    EarlyStop stop =
        (index, _) -> {
          seen.add(index);
          return index == 3;
        };
    assertThat(run(tests(0, 9, stop)).commandResults()).hasSize(4);
    assertThat(seen).containsExactly(0, 1, 2, 3);
  }

  @Test
  void compilerThatFailsOnlyLaterIsNoVerdict() throws Exception {
    EarlyStop failing =
        (index, _) -> {
          ofCompiler = index > 2 ? Outcome.TIME_LIMIT : Outcome.OK;
          return false;
        };
    ExecutionResult result = run(tests(1, 9, failing));
    assertThat(result.outcome()).isEqualTo(Outcome.SANDBOX_FAULT);
    assertThat(result.error().orElseThrow()).contains("compile");
  }

  @Test
  void commandsThatShareTheirFilesStayTogether() throws Exception {
    Executable shared =
        Executable.builder()
            .commands(List.of(Command.of("a"), Command.of("b"), Command.of("c"), Command.of("d")))
            .earlyStop(EarlyStop.NEVER)
            .build();
    assertThat(run(shared).commandResults()).hasSize(4);
    assertThat(turns).hasSize(1);
  }
}
