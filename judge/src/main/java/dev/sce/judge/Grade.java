package dev.sce.judge;

import dev.sce.DataSize;
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
 * @param peakMemory largest memory of any run; absent where not measured
 * @param detail a short message for people; absent for none
 * @param reward what a rule of training gives for the sample; absent where none was asked for
 */
public record Grade(
    Verdict verdict,
    List<TestResult> tests,
    Duration runtime,
    @Nullable DataSize peakMemory,
    @Nullable String detail,
    @Nullable Double reward) {

  /** Copies the list. */
  public Grade {
    tests = List.copyOf(tests);
  }

  /** Makes a judgement without a reward. */
  public Grade(
      Verdict verdict,
      List<TestResult> tests,
      Duration runtime,
      @Nullable DataSize peakMemory,
      @Nullable String detail) {
    this(verdict, tests, runtime, peakMemory, detail, null);
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
    return ofTests("", tests, runtime);
  }

  /**
   * Returns the judgement of tests; see {@link #ofTests(List, Duration)}.
   *
   * @param label stands before the name of the deciding test in the message
   */
  public static Grade ofTests(String label, List<TestResult> tests, Duration runtime) {
    TestResult deciding = null;
    DataSize peak = null;
    for (TestResult test : tests) {
      boolean first = deciding == null && test.verdict() != Verdict.PASSED;
      boolean outweighs = deciding != null && !deciding.verdict().isJudgement() && test.failed();
      deciding = first || outweighs ? test : deciding;
      peak = PeakMemory.larger(peak, test.peakMemory());
    }
    if (deciding == null) {
      return new Grade(Verdict.PASSED, tests, runtime, peak, null);
    }
    String said = deciding.detail() == null ? "" : ": " + deciding.detail();
    String detail = label + deciding.name() + said;
    return new Grade(deciding.verdict(), tests, runtime, peak, detail);
  }

  /** Returns the same judgement with another message. */
  public Grade withDetail(@Nullable String value) {
    return new Grade(verdict, tests, runtime, peakMemory, value, reward);
  }

  /** Returns the same judgement with another largest memory. */
  public Grade withPeakMemory(@Nullable DataSize value) {
    return new Grade(verdict, tests, runtime, value, detail, reward);
  }

  /** Returns the same judgement with a reward. */
  public Grade withReward(@Nullable Double value) {
    return new Grade(verdict, tests, runtime, peakMemory, detail, value);
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
