package dev.sce;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The result of one command. Immutable. */
public final class CommandResult {
  /** The return code of a command that never ran, which no program can return. */
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
   * Returns a builder for the result of a command with this outcome; by default it has no return
   * code, took no time and printed nothing.
   */
  public static Builder builder(Outcome outcome) {
    return new Builder(outcome);
  }

  /** Returns a builder initialised with this result. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Returns the result of a command that could not be started. */
  public static CommandResult notStarted(String reason) {
    return unrun(Outcome.NOT_STARTED, reason);
  }

  /** Returns the result of a command that never ran, for any reason. */
  public static CommandResult unrun(Outcome outcome, String reason) {
    return builder(outcome).error(reason).build();
  }

  /** Returns its outcome. */
  public Outcome outcome() {
    return outcome;
  }

  /** Returns its exit status, or −N if signal N ended it, or {@link #NO_RETURN_CODE}. */
  public int returnCode() {
    return returnCode;
  }

  /** Returns the wall time from start to exit; the mean if it ran several times. */
  public Duration runtime() {
    return runtime;
  }

  /** Returns the CPU time (user and system) of its process tree; empty if it was not measured. */
  public Optional<Duration> cpuTime() {
    return Optional.ofNullable(cpuTime);
  }

  /** Returns the peak memory of its process tree; empty if it was not measured. */
  public Optional<DataSize> peakMemory() {
    return Optional.ofNullable(peakMemory);
  }

  /** Returns its standard output. */
  public CapturedOutput out() {
    return out;
  }

  /** Returns its standard error. */
  public CapturedOutput err() {
    return err;
  }

  /** Returns the number of processes it left running, which were killed. */
  public int leftBehind() {
    return leftBehind;
  }

  /** Returns how it was started. */
  public Launcher launcher() {
    return launcher;
  }

  /** Returns why it could not be started or judged; empty if it ran. */
  public Optional<String> error() {
    return Optional.ofNullable(error);
  }

  /** Returns standard output as text, with invalid UTF-8 replaced by U+FFFD. */
  public String stdout() {
    return out.content().text();
  }

  /** Returns standard error as text, with invalid UTF-8 replaced by U+FFFD. */
  public String stderr() {
    return err.content().text();
  }

  /** Returns {@code true} if a wall-time or CPU time limit ended it. */
  public boolean timedOut() {
    return outcome.timedOut();
  }

  /**
   * Returns {@code true} if it could not run at all, so that nothing here is the program's doing.
   */
  public boolean hadUnexpectedError() {
    return outcome == Outcome.NOT_STARTED || outcome.isInconclusive();
  }

  /** Returns {@code true} unless it exited with status 0. */
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

  /** Builds a {@link CommandResult}; not thread-safe. */
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

    /** Sets its outcome. */
    public Builder outcome(Outcome value) {
      outcome = value;
      return this;
    }

    /** Sets its exit status, or −N for signal N. */
    public Builder returnCode(int value) {
      returnCode = value;
      return this;
    }

    /** Sets the wall time from start to exit. */
    public Builder runtime(Duration value) {
      runtime = value;
      return this;
    }

    /** Sets the CPU time (user and system) of its process tree; absent: not measured. */
    public Builder cpuTime(@Nullable Duration value) {
      cpuTime = value;
      return this;
    }

    /** Sets the peak memory of its process tree; absent: not measured. */
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

    /** Sets the number of processes it left running. */
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
