package dev.sce.judge;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The judgement of a sample.
 *
 * @param verdict what is said of the sample as a whole; {@link Verdict#PASSED} only if every test
 *     passed
 * @param tests the tests, in the problem's order; empty where a problem is one single test
 * @param runtime wall-clock time of all runs together
 * @param peakMemoryBytes largest memory of any run; absent where not measured
 * @param detail a short message for people; absent for none
 */
public record Grade(
    Verdict verdict,
    List<TestResult> tests,
    Duration runtime,
    @Nullable Long peakMemoryBytes,
    @Nullable String detail) {

  /** Copies the list. */
  public Grade {
    tests = List.copyOf(tests);
  }

  /** Returns a judgement without tests of its own. */
  public static Grade of(Verdict verdict, @Nullable String detail) {
    return new Grade(verdict, List.of(), Duration.ZERO, null, detail);
  }

  /**
   * Returns the judgement of tests: that of the first that did not pass. A test that failed
   * decides, whatever could not be judged besides.
   */
  public static Grade ofTests(List<TestResult> tests, Duration runtime) {
    Verdict verdict = Verdict.PASSED;
    String detail = null;
    Long peak = null;
    for (TestResult test : tests) {
      boolean first = verdict == Verdict.PASSED && test.verdict() != Verdict.PASSED;
      if (first || (!verdict.isJudgement() && isFailure(test.verdict()))) {
        verdict = test.verdict();
        detail = test.name() + (test.detail() == null ? "" : ": " + test.detail());
      }
      Long memory = test.peakMemoryBytes();
      peak = memory != null && (peak == null || memory > peak) ? memory : peak;
    }
    return new Grade(verdict, tests, runtime, peak, detail);
  }

  private static boolean isFailure(Verdict verdict) {
    return verdict.isJudgement() && verdict != Verdict.PASSED && verdict != Verdict.SKIPPED;
  }

  /** Returns the same judgement with another message. */
  public Grade withDetail(@Nullable String value) {
    return new Grade(verdict, tests, runtime, peakMemoryBytes, value);
  }

  /** Whether the sample counts as correct. */
  public boolean passed() {
    return verdict == Verdict.PASSED;
  }

  /** Returns the share of tests that passed, from 0 to 1. */
  public double score() {
    if (tests.isEmpty()) {
      return passed() ? 1 : 0;
    }
    long good = tests.stream().filter(test -> test.verdict() == Verdict.PASSED).count();
    return (double) good / tests.size();
  }
}
