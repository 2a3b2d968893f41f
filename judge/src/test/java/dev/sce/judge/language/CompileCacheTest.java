package dev.sce.judge.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.CapturedOutput;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.Limits;
import dev.sce.Outcome;
import dev.sce.judge.Step;
import dev.sce.judge.Verdict;
import dev.sce.judge.program.FakeRuns;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompileCacheTest {
  private static final Command COMPILER = Command.of("cc");

  private static CommandResult ended(Outcome outcome) {
    return new CommandResult(
        outcome,
        -9,
        Duration.ofMillis(1),
        null,
        null,
        CapturedOutput.NOTHING,
        CapturedOutput.NOTHING,
        0,
        "exec",
        null);
  }

  private static Step compile(CompileCache cache) {
    return cache.with(
        "key",
        () -> Executable.builder().command(COMPILER).build(),
        List.of("program"),
        compiled -> Step.done(Verdict.MISSING_INFO, compiled.decided() + ""));
  }

  private static int compilations(Outcome outcome) {
    CompileCache cache = new CompileCache(5);
    FakeRuns runs = new FakeRuns((_, _) -> ended(outcome));
    for (int i = 0; i < 3; i++) {
      runs.grade(compile(cache));
    }
    return runs.seen().size();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "TIME_LIMIT",
        "CPU_TIME_LIMIT",
        "MEMORY_LIMIT",
        "SIGNALED",
        "OUTPUT_LIMIT",
        "SANDBOX_FAULT"
      })
  void whatTheMachineMayHaveBroughtAboutIsNotRemembered(Outcome outcome) {
    assertThat(compilations(outcome)).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(names = {"NONZERO_EXIT", "NOT_STARTED"})
  void whatACompilerSaysIsRemembered(Outcome outcome) {
    assertThat(compilations(outcome)).isEqualTo(1);
  }

  @Test
  void aCompilersTimeIsProcessorTime() {
    Language cpp = LanguageTable.standard().find("cpp").orElseThrow();
    Limits limits = Program.compilerLimits(cpp);
    assertThat(limits.cpuTime()).isEqualTo(cpp.compileLimits().wallTime());
    assertThat(limits.wallTime()).isGreaterThan(limits.cpuTime());
    assertThat(Program.of(cpp, "").compileCommands().getFirst().limits()).isEqualTo(limits);
  }
}
