package dev.sce.judge.call;

import dev.sce.DataSize;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits of the calls of a task, and what surrounds the program.
 *
 * @param callTime time of one call; time that a busy machine keeps the program waiting for a
 *     processor does not count, as far as the machine tells it
 * @param loadTime time until the program is loaded, before the first call
 * @param memory memory of the program; absent: the executor's
 * @param goOn whether calls follow one that raised an error, timed out or ended the process; those
 *     that do not follow are {@link dev.sce.judge.Verdict#SKIPPED}. A wrong value never stops.
 * @param integerKeys whether an argument that is an object with keys like {@code "12"} gets integer
 *     keys, which JSON cannot say
 * @param python what surrounds the program
 */
public record CallSettings(
    Duration callTime,
    Duration loadTime,
    @Nullable DataSize memory,
    boolean goOn,
    boolean integerKeys,
    PythonSettings python) {

  /** Four seconds for each call, nothing special. */
  public static final CallSettings DEFAULT =
      new CallSettings(
          Duration.ofSeconds(4),
          Duration.ofSeconds(10),
          null,
          false,
          false,
          PythonSettings.DEFAULT);

  /** Checks the times. */
  public CallSettings {
    if (!callTime.isPositive() || !loadTime.isPositive()) {
      throw new IllegalArgumentException(
          "call and load time must be longer than 0: " + callTime + ", " + loadTime);
    }
  }

  /** Returns these settings with another limit for each call. */
  public CallSettings withCallTime(Duration value) {
    return new CallSettings(value, loadTime, memory, goOn, integerKeys, python);
  }

  /** Returns these settings with another memory limit. */
  public CallSettings withMemory(@Nullable DataSize value) {
    return new CallSettings(callTime, loadTime, value, goOn, integerKeys, python);
  }

  /** Returns these settings with another choice of whether to go on after an error. */
  public CallSettings withGoOn(boolean value) {
    return new CallSettings(callTime, loadTime, memory, value, integerKeys, python);
  }
}
