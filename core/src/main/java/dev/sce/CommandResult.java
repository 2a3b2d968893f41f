package dev.sce;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one command did. Immutable. */
public final class CommandResult {
  /** The return code of a command that never ran. It is no status a program can have. */
  public static final int NO_RETURN_CODE = Integer.MIN_VALUE;

  private final Outcome outcome;
  private final int returnCode;
  private final Duration runtime;
  private final @Nullable Duration cpuTime;
  private final @Nullable DataSize peakMemory;
  private final CapturedOutput out;
  private final CapturedOutput err;
  private final int leftBehind;
  private final Launcher launcher;
  private final @Nullable String error;

  private CommandResult(Builder builder) {
    outcome = builder.outcome;
    returnCode = builder.returnCode;
    runtime = builder.runtime;
    cpuTime = builder.cpuTime;
    peakMemory = builder.peakMemory;
    out = builder.out;
    err = builder.err;
    leftBehind = builder.leftBehind;
    launcher = builder.launcher;
    error = builder.error;
  }

  /**
   * Returns a builder for the result of a command that ended so; without more it has no return
   * code, took no time and printed nothing.
   */
  public static Builder builder(Outcome outcome) {
    return new Builder(outcome);
  }

  /** Returns a builder with everything that this result has. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Returns the result of a command that could not be started. */
  public static CommandResult notStarted(String reason) {
    return unrun(Outcome.NOT_STARTED, reason);
  }

  /** Returns the result of a command that never ran, for whatever reason. */
  public static CommandResult unrun(Outcome outcome, String reason) {
    return builder(outcome).error(reason).build();
  }

  /** Returns how it ended. */
  public Outcome outcome() {
    return outcome;
  }

  /** Returns its exit status, or −N when signal N ended it, or {@link #NO_RETURN_CODE}. */
  public int returnCode() {
    return returnCode;
  }

  /** Returns the wall-clock time from start to exit; the mean when it ran several times. */
  public Duration runtime() {
    return runtime;
  }

  /** Returns user and system time of its process tree; empty where it cannot be measured. */
  public Optional<Duration> cpuTime() {
    return Optional.ofNullable(cpuTime);
  }

  /** Returns the largest memory of its process tree; empty where it cannot be measured. */
  public Optional<DataSize> peakMemory() {
    return Optional.ofNullable(peakMemory);
  }

  /** Returns what it wrote to standard output. */
  public CapturedOutput out() {
    return out;
  }

  /** Returns what it wrote to standard error. */
  public CapturedOutput err() {
    return err;
  }

  /** Returns how many processes it had left running, which were killed. */
  public int leftBehind() {
    return leftBehind;
  }

  /** Returns how it was started. */
  public Launcher launcher() {
    return launcher;
  }

  /** Returns why it could not be started or judged; empty for a program that ran. */
  public Optional<String> error() {
    return Optional.ofNullable(error);
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

  private List<@Nullable Object> values() {
    return Arrays.asList(
        outcome, returnCode, runtime, cpuTime, peakMemory, out, err, leftBehind, launcher, error);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CommandResult result && values().equals(result.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return "CommandResult" + values();
  }

  /** Collects what a command did; not thread-safe. */
  public static final class Builder {
    private Outcome outcome;
    private int returnCode = NO_RETURN_CODE;
    private Duration runtime = Duration.ZERO;
    private @Nullable Duration cpuTime;
    private @Nullable DataSize peakMemory;
    private CapturedOutput out = CapturedOutput.NOTHING;
    private CapturedOutput err = CapturedOutput.NOTHING;
    private int leftBehind;
    private Launcher launcher = Launcher.NONE;
    private @Nullable String error;

    private Builder(Outcome outcome) {
      this.outcome = outcome;
    }

    private Builder(CommandResult result) {
      outcome = result.outcome;
      returnCode = result.returnCode;
      runtime = result.runtime;
      cpuTime = result.cpuTime;
      peakMemory = result.peakMemory;
      out = result.out;
      err = result.err;
      leftBehind = result.leftBehind;
      launcher = result.launcher;
      error = result.error;
    }

    /** Sets how it ended. */
    public Builder outcome(Outcome value) {
      outcome = value;
      return this;
    }

    /** Sets its exit status, or −N for signal N. */
    public Builder returnCode(int value) {
      returnCode = value;
      return this;
    }

    /** Sets the wall-clock time from start to exit. */
    public Builder runtime(Duration value) {
      runtime = value;
      return this;
    }

    /** Sets user and system time of its process tree; absent: not measured. */
    public Builder cpuTime(@Nullable Duration value) {
      cpuTime = value;
      return this;
    }

    /** Sets the largest memory of its process tree; absent: not measured. */
    public Builder peakMemory(@Nullable DataSize value) {
      peakMemory = value;
      return this;
    }

    /** Sets its standard output. */
    public Builder out(CapturedOutput value) {
      out = value;
      return this;
    }

    /** Sets its standard error. */
    public Builder err(CapturedOutput value) {
      err = value;
      return this;
    }

    /** Sets how many processes it had left running. */
    public Builder leftBehind(int value) {
      leftBehind = value;
      return this;
    }

    /** Sets how it was started. */
    public Builder launcher(Launcher value) {
      launcher = value;
      return this;
    }

    /** Sets why it could not be started or judged; absent: it ran. */
    public Builder error(@Nullable String value) {
      error = value;
      return this;
    }

    /** Returns the result. */
    public CommandResult build() {
      return new CommandResult(this);
    }
  }
}
