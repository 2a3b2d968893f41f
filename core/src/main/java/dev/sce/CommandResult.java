package dev.sce;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one command did.
 *
 * @param outcome how it ended
 * @param returnCode its exit status, or −N when signal N ended it, or {@link #NO_RETURN_CODE}
 * @param runtime wall-clock time from start to exit; the mean when it ran several times
 * @param cpuTime user and system time of its process tree; absent where it cannot be measured
 * @param peakMemoryBytes largest memory of its process tree; absent where it cannot be measured
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 * @param leftBehind processes that it had left running and that were killed
 * @param launcher how it was started: {@code exec}, {@code warm}, or {@code none} for a result that
 *     was known without running anything
 * @param error why it could not be started or judged; absent for a program that ran
 */
public record CommandResult(
    Outcome outcome,
    int returnCode,
    Duration runtime,
    @Nullable Duration cpuTime,
    @Nullable Long peakMemoryBytes,
    CapturedOutput out,
    CapturedOutput err,
    int leftBehind,
    String launcher,
    @Nullable String error) {

  /** The return code of a command that never ran. It is no status a program can have. */
  public static final int NO_RETURN_CODE = Integer.MIN_VALUE;

  /** Returns the result of a command that could not be started. */
  public static CommandResult notStarted(String reason) {
    return unrun(Outcome.NOT_STARTED, reason);
  }

  /** Returns the result of a command that never ran, for whatever reason. */
  public static CommandResult unrun(Outcome outcome, String reason) {
    return new CommandResult(
        outcome,
        NO_RETURN_CODE,
        Duration.ZERO,
        null,
        null,
        CapturedOutput.NOTHING,
        CapturedOutput.NOTHING,
        0,
        "none",
        reason);
  }

  /** Returns standard output as text, with U+FFFD for what is not UTF-8. */
  public String stdout() {
    return out.content().text();
  }

  /** Returns standard error as text, with U+FFFD for what is not UTF-8. */
  public String stderr() {
    return err.content().text();
  }

  /** Whether a wall-clock or processor-time limit ended it. */
  public boolean timedOut() {
    return outcome.timedOut();
  }

  /** Whether it could not be run at all, so that nothing here is the program's doing. */
  public boolean hadUnexpectedError() {
    return outcome == Outcome.NOT_STARTED || outcome.isNoVerdict();
  }

  /** Whether it did anything but exit with status 0. */
  public boolean hadError() {
    return outcome != Outcome.OK;
  }

  /** Returns the signal that ended it, or 0. */
  public int signal() {
    return returnCode < 0 && returnCode != NO_RETURN_CODE ? -returnCode : 0;
  }

  /** Returns this result with another standard output. */
  public CommandResult withOut(CapturedOutput newOut) {
    return new CommandResult(
        outcome,
        returnCode,
        runtime,
        cpuTime,
        peakMemoryBytes,
        newOut,
        err,
        leftBehind,
        launcher,
        error);
  }

  /** Returns this result with another runtime. */
  public CommandResult withRuntime(Duration newRuntime) {
    return new CommandResult(
        outcome,
        returnCode,
        newRuntime,
        cpuTime,
        peakMemoryBytes,
        out,
        err,
        leftBehind,
        launcher,
        error);
  }
}
