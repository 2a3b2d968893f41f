package dev.sce.datasets.apps;

import dev.sce.DataSize;
import dev.sce.judge.call.CallSettings;
import dev.sce.judge.call.EqualityRules;
import dev.sce.judge.call.IntegerDigits;
import dev.sce.judge.call.Prelude;
import dev.sce.judge.call.PythonSettings;
import dev.sce.judge.checker.Checker;
import dev.sce.judge.checker.PublishedChecker;
import dev.sce.judge.program.StdinSettings;
import java.time.Duration;

/**
 * How APPS is judged.
 *
 * @param rule what counts as the same output
 * @param equality what counts as the same returned value
 * @param testTime time of one test
 * @param memory memory of a program
 * @param earlyStop whether the first test that fails ends the run of a program; calls of a function
 *     end at the first error in that case, but not at a wrong value
 * @param maxTests how many tests of each problem are run at most
 */
public record AppsOptions(
    Checker rule,
    EqualityRules equality,
    Duration testTime,
    DataSize memory,
    boolean earlyStop,
    int maxTests) {

  private static final PythonSettings PYTHON =
      new PythonSettings(0, IntegerDigits.UNLIMITED, Prelude.APPS);

  /** As its authors judge: their comparison, 4 seconds a test, 4 GiB, stopping early. */
  public static final AppsOptions DEFAULT =
      new AppsOptions(
          PublishedChecker.APPS,
          EqualityRules.APPS,
          Duration.ofSeconds(4),
          DataSize.ofGibibytes(4),
          true,
          Integer.MAX_VALUE);

  /** Checks the number of tests. */
  public AppsOptions {
    if (maxTests < 1) {
      throw new IllegalArgumentException("max tests must be at least 1, but is " + maxTests);
    }
  }

  /** Returns these options with another comparison of outputs. */
  public AppsOptions withRule(Checker value) {
    return new AppsOptions(value, equality, testTime, memory, earlyStop, maxTests);
  }

  /** Returns these options with another limit for each test. */
  public AppsOptions withTestTime(Duration value) {
    return new AppsOptions(rule, equality, value, memory, earlyStop, maxTests);
  }

  /** Returns these options with another choice of stopping. */
  public AppsOptions withEarlyStop(boolean value) {
    return new AppsOptions(rule, equality, testTime, memory, value, maxTests);
  }

  /** Returns these options with another number of tests. */
  public AppsOptions withMaxTests(int value) {
    return new AppsOptions(rule, equality, testTime, memory, earlyStop, value);
  }

  StdinSettings stdin() {
    return new StdinSettings(testTime, memory, earlyStop, 0, true, PYTHON);
  }

  CallSettings calls() {
    return new CallSettings(testTime, Duration.ofSeconds(10), memory, !earlyStop, true, PYTHON);
  }
}
