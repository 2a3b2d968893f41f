package dev.sce.datasets.livecodebench;

import dev.sce.DataSize;
import dev.sce.judge.call.CallSettings;
import dev.sce.judge.call.Prelude;
import dev.sce.judge.call.PythonSettings;
import dev.sce.judge.program.StdinSettings;
import java.time.Duration;

/**
 * How LiveCodeBench is judged.
 *
 * @param testTime time of one test
 * @param memory memory of a program
 * @param earlyStop whether the first test that fails ends the run of a program; calls of a function
 *     end at the first error in that case, but not at a wrong value
 * @param hidden whether the hidden tests count, not only those of the statement
 */
public record LiveCodeBenchOptions(
    Duration testTime, DataSize memory, boolean earlyStop, boolean hidden) {
  private static final PythonSettings PYTHON =
      new PythonSettings(50_000, 50_000, Prelude.LIVE_CODE_BENCH);

  /** As its authors judge: 6 seconds a test, 4 GiB, stopping early, with the hidden tests. */
  public static final LiveCodeBenchOptions DEFAULT =
      new LiveCodeBenchOptions(Duration.ofSeconds(6), DataSize.ofGibibytes(4), true, true);

  StdinSettings stdin() {
    return new StdinSettings(testTime, memory, earlyStop, 0, true, PYTHON);
  }

  CallSettings calls() {
    return new CallSettings(testTime, Duration.ofSeconds(10), memory, !earlyStop, false, PYTHON);
  }
}
