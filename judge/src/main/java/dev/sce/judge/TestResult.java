package dev.sce.judge;

import dev.sce.CommandResult;
import dev.sce.DataSize;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The result of one test.
 *
 * @param name the test's name or number within the problem
 * @param verdict its verdict
 * @param runtime wall-clock time; absent where tests are not run one by one
 * @param peakMemory largest memory; absent where not measured
 * @param detail a short message for people, such as the first difference; absent for none
 */
public record TestResult(
    String name,
    Verdict verdict,
    @Nullable Duration runtime,
    @Nullable DataSize peakMemory,
    @Nullable String detail) {

  /** Returns the result of a test with a run of its own. */
  public static TestResult of(
      String name, Verdict verdict, CommandResult run, @Nullable String detail) {
    return new TestResult(name, verdict, run.runtime(), PeakMemory.of(run), detail);
  }

  /** Returns the result of a test without a run of its own. */
  public static TestResult notMeasured(String name, Verdict verdict, @Nullable String detail) {
    return new TestResult(name, verdict, null, null, detail);
  }

  /** Returns the result of a test that was not run, for an earlier one had decided. */
  public static TestResult skipped(String name) {
    return notMeasured(name, Verdict.SKIPPED, "an earlier test had decided");
  }

  /** Returns what was measured, with another verdict and message. */
  public TestResult with(Verdict otherVerdict, @Nullable String otherDetail) {
    return new TestResult(name, otherVerdict, runtime, peakMemory, otherDetail);
  }

  /** Returns {@code true} if the sample failed the test; skipped tests decide nothing. */
  public boolean failed() {
    return verdict.isJudgement() && verdict != Verdict.PASSED && verdict != Verdict.SKIPPED;
  }
}
