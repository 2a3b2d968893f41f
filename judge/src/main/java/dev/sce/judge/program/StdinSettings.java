package dev.sce.judge.program;

import dev.sce.DataSize;
import dev.sce.judge.call.IntegerDigits;
import java.time.Duration;
import java.util.List;
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
 * @param recursionLimit Python's recursion limit; 0 leaves it
 * @param integerDigits what a program may turn into text; see {@link IntegerDigits}
 * @param prelude import lines such as {@code from math import *}; names they give are there for a
 *     program that uses them without defining or importing them
 */
public record StdinSettings(
    Duration testTime,
    @Nullable DataSize memory,
    boolean earlyStop,
    int alwaysRun,
    boolean returnEnds,
    int recursionLimit,
    int integerDigits,
    List<String> prelude) {

  /** Four seconds for each test, stopping at the first that fails, nothing special. */
  public static final StdinSettings DEFAULT =
      new StdinSettings(
          Duration.ofSeconds(4), null, true, 0, false, 0, IntegerDigits.AS_PYTHON, List.of());

  /** Checks the numbers and copies the list. */
  public StdinSettings {
    prelude = List.copyOf(prelude);
    IntegerDigits.checked(integerDigits);
    if (!testTime.isPositive() || alwaysRun < 0 || recursionLimit < 0) {
      throw new IllegalArgumentException(
          "the time of a test must be longer than 0, numbers not negative: "
              + testTime
              + ", "
              + alwaysRun
              + ", "
              + recursionLimit);
    }
  }

  /** Returns these settings with another limit for each test. */
  public StdinSettings withTestTime(Duration value) {
    return new StdinSettings(
        value, memory, earlyStop, alwaysRun, returnEnds, recursionLimit, integerDigits, prelude);
  }

  /** Returns these settings with another memory limit. */
  public StdinSettings withMemory(@Nullable DataSize value) {
    return new StdinSettings(
        testTime, value, earlyStop, alwaysRun, returnEnds, recursionLimit, integerDigits, prelude);
  }

  /** Returns these settings with another choice of stopping. */
  public StdinSettings withEarlyStop(boolean value) {
    return new StdinSettings(
        testTime, memory, value, alwaysRun, returnEnds, recursionLimit, integerDigits, prelude);
  }
}
