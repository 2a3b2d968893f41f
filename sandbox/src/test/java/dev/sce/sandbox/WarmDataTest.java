package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sce.CodeExecutor;
import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Isolation;
import dev.sce.ResultStream;
import dev.sce.Warm;
import dev.sce.testkit.LeakCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Programs of public data sets get the same verdicts warm and cold. The data is none of the
 * project's: {@code -Dsce.data=FOLDER} says where it is, see {@link WarmData} for its files.
 */
@ExtendWith(LeakCheck.class)
@Tag("slow")
class WarmDataTest {
  private static final Path DATA =
      Path.of(System.getProperty("sce.data", "../../shared/data")).toAbsolutePath().normalize();

  /** How often a program with two verdicts is run again before they count as a difference. */
  private static final int AGAIN = 3;

  /** What must be equal of a program's result. */
  private record Verdict(String outcome, int returnCode, String stdout) {
    static Verdict of(ExecutionResult result) {
      CommandResult last = result.lastCommand().orElseThrow();
      return new Verdict("" + last.outcome(), last.returnCode(), last.stdout());
    }
  }

  private static CodeExecutor executor(Warm warm) throws IOException {
    ExecutionConfig config =
        ExecutionConfig.builder()
            .workers(2)
            .warm(warm)
            .defaultTimeout(Duration.ofSeconds(5))
            .build();
    return CodeExecutor.create(config, SandboxBackend.open(Isolation.NAMESPACES, config));
  }

  private static List<ExecutionResult> run(CodeExecutor executor, List<WarmData.Program> programs) {
    List<ExecutionResult> results = new ArrayList<>();
    try (ResultStream<ExecutionResult> stream =
        executor.stream(
            programs.iterator(),
            program -> Executable.python(program.code()),
            (program, result) -> result)) {
      stream.forEachRemaining(results::add);
    }
    return results;
  }

  private static void requireSameVerdicts(List<WarmData.Program> programs, TestReporter reporter)
      throws Exception {
    List<String> different = new ArrayList<>();
    List<String> unstable = new ArrayList<>();
    try (CodeExecutor cold = executor(Warm.OFF);
        CodeExecutor warm = executor(Warm.AUTO)) {
      List<ExecutionResult> fresh = run(cold, programs);
      List<ExecutionResult> forked = run(warm, programs);
      assertThat(forked).hasSameSizeAs(programs);
      for (int i = 0; i < programs.size(); i++) {
        Verdict expected = Verdict.of(fresh.get(i));
        Verdict actual = Verdict.of(forked.get(i));
        if (!expected.equals(actual)) {
          boolean moody = isUnstable(cold, programs.get(i), expected);
          (moody ? unstable : different)
              .add(programs.get(i).name() + ": cold " + expected + ", warm " + actual);
        }
      }
      reporter.publishEntry("unstable by themselves", unstable.size() + " " + unstable);
      assertThat(different).as("cold and warm, but for %s", unstable).isEmpty();
      assertThat(unstable.size()).as("%s", unstable).isLessThanOrEqualTo(programs.size() / 50);
      assertThat(forked.stream().map(result -> result.lastCommand().orElseThrow().launcher()))
          .containsOnly("warm");
    }
  }

  /** Whether fresh interpreters alone give a program more than one verdict. */
  private static boolean isUnstable(CodeExecutor cold, WarmData.Program program, Verdict first)
      throws InterruptedException {
    for (int i = 0; i < AGAIN; i++) {
      if (!Verdict.of(cold.execute(Executable.python(program.code()))).equals(first)) {
        return true;
      }
    }
    return false;
  }

  private static WarmData data() {
    assumeTrue(
        WarmData.isThere(DATA),
        "no data in "
            + DATA
            + "; -Dsce.data=FOLDER says where humaneval, mbpp and preds_humaneval_poe are");
    return new WarmData(DATA);
  }

  @Test
  void humanEvalReferencesHaveTheSameVerdicts(TestReporter reporter) throws Exception {
    List<WarmData.Program> programs = data().humanEval();
    assertThat(programs).hasSize(164);
    requireSameVerdicts(programs, reporter);
  }

  @Test
  void mbppReferencesHaveTheSameVerdicts(TestReporter reporter) throws Exception {
    List<WarmData.Program> programs = data().mbpp();
    assertThat(programs).hasSize(974);
    requireSameVerdicts(programs, reporter);
  }

  @Test
  void samplesOfFourModelsHaveTheSameVerdicts(TestReporter reporter) throws Exception {
    List<WarmData.Program> programs = data().samples();
    assertThat(programs).hasSize(656);
    requireSameVerdicts(programs, reporter);
  }
}
