package dev.sce.judge.program;

import dev.sce.DataSize;
import dev.sce.judge.call.PythonSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits of the runs of a task, and what surrounds the program.
 *
 * @param testTime time of one test
 * @param memory memory of the program; absent: the executor's
 * @param earlyStop whether the first test that does not pass ends the run; those after it are
 *     {@link dev.sce.judge.Verdict#SKIPPED}
 * @param alwaysRun how many of the first tests run in any case, early stop or not
 * @param returnEnds whether a {@code return} outside of every function ends the program, as it does
 *     where a harness puts programs into a function; otherwise it is a compile error
 * @param python what surrounds a program in Python
 * @param harness how a program in Python meets its input and output
 */
public record StdinSettings(
    Duration testTime,
    @Nullable DataSize memory,
    boolean earlyStop,
    int alwaysRun,
    boolean returnEnds,
    PythonSettings python,
    StdinHarness harness) {

  /** Four seconds for each test, stopping at the first that fails, nothing special. */
  public static final StdinSettings DEFAULT =
      new StdinSettings(Duration.ofSeconds(4), null, true, 0, false, PythonSettings.DEFAULT);

  /** Makes settings of programs that run as programs do. */
  public StdinSettings(
      Duration testTime,
      @Nullable DataSize memory,
      boolean earlyStop,
      int alwaysRun,
      boolean returnEnds,
      PythonSettings python) {
    this(testTime, memory, earlyStop, alwaysRun, returnEnds, python, StdinHarness.NONE);
  }

  /** Checks the numbers. */
  public StdinSettings {
    if (!testTime.isPositive() || alwaysRun < 0) {
      throw new IllegalArgumentException(
          "the time of a test must be longer than 0, the number of tests not negative: "
              + testTime
              + ", "
              + alwaysRun);
    }
  }

  /** Returns these settings with another limit for each test. */
  public StdinSettings withTestTime(Duration value) {
    return new StdinSettings(value, memory, earlyStop, alwaysRun, returnEnds, python, harness);
  }

  /** Returns these settings with another memory limit. */
  public StdinSettings withMemory(@Nullable DataSize value) {
    return new StdinSettings(testTime, value, earlyStop, alwaysRun, returnEnds, python, harness);
  }

  /** Returns these settings with another choice of stopping. */
  public StdinSettings withEarlyStop(boolean value) {
    return new StdinSettings(testTime, memory, value, alwaysRun, returnEnds, python, harness);
  }
}
