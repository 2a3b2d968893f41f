package dev.sce.datasets.codecontests;

import dev.sce.DataSize;
import dev.sce.judge.checker.Checker;
import dev.sce.judge.checker.PublishedChecker;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How CodeContests is judged.
 *
 * @param rule what counts as the same output
 * @param kinds the tests that are run
 * @param testTime time of one test where the problem gives none, or less
 * @param force whether that time holds even where the problem gives more
 * @param memory memory of a program where the problem gives none
 * @param problemMemory whether a problem's own limit of memory holds
 * @param earlyStop whether the first test that fails ends the run of a program
 * @param ensureRealTestsRun whether all public and private tests run in any case
 * @param maxTests how many tests of each problem are run at most
 */
public record CodeContestsOptions(
    Checker rule,
    Set<TestKind> kinds,
    Duration testTime,
    boolean force,
    DataSize memory,
    boolean problemMemory,
    boolean earlyStop,
    boolean ensureRealTestsRun,
    int maxTests) {

  /** All tests, the original's comparison and limits, no stop before all real tests have run. */
  public static final CodeContestsOptions DEFAULT =
      new CodeContestsOptions(
          PublishedChecker.CODE_CONTESTS,
          EnumSet.allOf(TestKind.class),
          Duration.ofSeconds(5),
          false,
          DataSize.ofGibibytes(2),
          true,
          true,
          true,
          Integer.MAX_VALUE);

  /** Checks the options and copies the set. */
  public CodeContestsOptions {
    kinds = Set.copyOf(kinds);
    if (kinds.isEmpty() || maxTests < 1) {
      throw new IllegalArgumentException(
          "at least one kind of tests and one test are needed, not " + kinds + " and " + maxTests);
    }
  }

  /** Returns these options without tests of a kind. */
  public CodeContestsOptions without(TestKind kind) {
    Set<TestKind> others = EnumSet.copyOf(kinds);
    others.remove(kind);
    return with(rule, others, maxTests);
  }

  /** Returns these options with another comparison. */
  public CodeContestsOptions withRule(Checker value) {
    return with(value, kinds, maxTests);
  }

  /** Returns these options with another number of tests. */
  public CodeContestsOptions withMaxTests(int value) {
    return with(rule, kinds, value);
  }

  private CodeContestsOptions with(Checker checker, Set<TestKind> some, int most) {
    return new CodeContestsOptions(
        checker, some, testTime, force, memory, problemMemory, earlyStop, ensureRealTestsRun, most);
  }

  /** Returns these options with another choice of stopping. */
  public CodeContestsOptions withEarlyStop(boolean stop, boolean ensureReal) {
    return new CodeContestsOptions(
        rule, kinds, testTime, force, memory, problemMemory, stop, ensureReal, maxTests);
  }

  /** Returns these options with another time, which holds for all problems when forced. */
  public CodeContestsOptions withTestTime(Duration time, boolean forced) {
    return new CodeContestsOptions(
        rule, kinds, time, forced, memory, problemMemory, earlyStop, ensureRealTestsRun, maxTests);
  }
}
