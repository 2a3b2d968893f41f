package dev.sce;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The result of one executable. Immutable. */
public final class ExecutionResult implements Prepared.Single {
  private final String key;
  private final Outcome outcome;
  private final List<CommandResult> commandResults;
  private final Duration elapsed;
  private final @Nullable Path cwd;
  private final Map<String, TrackedFile> trackedFiles;
  private final int expectedNumCommands;
  private final Duration preprocessTime;
  private final Duration writingTime;
  private final Duration cleanupTime;
  private final @Nullable Isolation isolation;
  private final @Nullable Enforcement enforcement;
  private final boolean retried;
  private final Reused reused;
  private final @Nullable String error;

  private ExecutionResult(Builder builder) {
    key = builder.key;
    outcome = builder.outcome;
    commandResults = List.copyOf(builder.commandResults);
    elapsed = builder.elapsed;
    cwd = builder.cwd;
    trackedFiles =
        builder.trackedFiles.isEmpty()
            ? Map.of()
            : Collections.unmodifiableMap(new TreeMap<>(builder.trackedFiles));
    expectedNumCommands = builder.expectedNumCommands;
    preprocessTime = builder.preprocessTime;
    writingTime = builder.writingTime;
    cleanupTime = builder.cleanupTime;
    isolation = builder.isolation;
    enforcement = builder.enforcement;
    retried = builder.retried;
    reused = builder.reused;
    error = builder.error;
  }

  /** Returns a builder for a result with this outcome and no commands. */
  public static Builder builder(Outcome outcome) {
    return new Builder(outcome);
  }

  /** Returns a builder initialised with this result. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Returns a result known without running anything; its outcome is that of the last command. */
  public static ExecutionResult known(List<CommandResult> commandResults) {
    Outcome outcome = commandResults.isEmpty() ? Outcome.OK : commandResults.getLast().outcome();
    return builder(outcome)
        .commandResults(commandResults)
        .expectedNumCommands(commandResults.size())
        .build();
  }

  /**
   * Returns the customary result for a program that the preprocessor decided not to run: one
   * command with return code 1, {@code SyntaxError} on standard output and {@code Invalid} on
   * standard error. Unlike {@link #invalidInput} it counts as the program's failure.
   */
  public static ExecutionResult invalidResult() {
    return invalidResult(1, 1, "SyntaxError", "Invalid");
  }

  /** Returns {@link #invalidResult()} with its own number of commands, return code and output. */
  public static ExecutionResult invalidResult(
      int numCommands, int returnCode, String stdout, String stderr) {
    CommandResult command =
        CommandResult.builder(returnCode == 0 ? Outcome.OK : Outcome.NONZERO_EXIT)
            .returnCode(returnCode)
            .out(CapturedOutput.ofText(stdout))
            .err(CapturedOutput.ofText(stderr))
            .build();
    return known(Collections.nCopies(numCommands, command));
  }

  /** Returns the result for a prediction from which no executable can be made. */
  public static ExecutionResult invalidInput(String reason) {
    return inconclusive(Outcome.INVALID_INPUT, reason, 0);
  }

  /** Returns a result that says nothing about the program. */
  public static ExecutionResult inconclusive(Outcome outcome, String reason, int expectedCommands) {
    return builder(outcome).expectedNumCommands(expectedCommands).error(reason).build();
  }

  /** Returns the index of the prediction and of the part within it, for example {@code 12.0}. */
  public String key() {
    return key;
  }

  /** Returns the outcome of its last command; {@link Outcome#OK} if it has no commands. */
  public Outcome outcome() {
    return outcome;
  }

  /** Returns the results of the commands that ran, in order. */
  public List<CommandResult> commandResults() {
    return commandResults;
  }

  /** Returns the wall time of all commands together. */
  public Duration elapsed() {
    return elapsed;
  }

  /** Returns the directory in which it ran, if that has a path outside the sandbox. */
  public Optional<Path> cwd() {
    return Optional.ofNullable(cwd);
  }

  /** Returns the files read back, by name. */
  public Map<String, TrackedFile> trackedFiles() {
    return trackedFiles;
  }

  /** Returns the number of commands; greater than the number of results if it stopped early. */
  public int expectedNumCommands() {
    return expectedNumCommands;
  }

  /** Returns the time in the preprocessor, for the whole prediction. */
  public Duration preprocessTime() {
    return preprocessTime;
  }

  /** Returns the time spent writing its files. */
  public Duration writingTime() {
    return writingTime;
  }

  /** Returns the time spent removing everything it left. */
  public Duration cleanupTime() {
    return cleanupTime;
  }

  /** Returns the isolation level in effect; empty if nothing ran. */
  public Optional<Isolation> isolation() {
    return Optional.ofNullable(isolation);
  }

  /** Returns how its limits were enforced; empty if only by clocks and sampling. */
  public Optional<Enforcement> enforcement() {
    return Optional.ofNullable(enforcement);
  }

  /**
   * Returns {@code true} if this is its second run, because the first hit its wall-time limit while
   * starved of CPU.
   */
  public boolean retried() {
    return retried;
  }

  /**
   * Returns whether the result is that of an identical executable, and its source. Its command
   * results and {@link #elapsed} were then measured there.
   */
  public Reused reused() {
    return reused;
  }

  /** Returns why there is no verdict; empty otherwise. */
  public Optional<String> error() {
    return Optional.ofNullable(error);
  }

  /**
   * Returns the standard output of the last command that ran; empty if none did, as after {@link
   * Outcome#SANDBOX_FAULT}. Never throws, so a postprocessor may use it without a check.
   */
  public String output() {
    return commandResults.isEmpty() ? "" : commandResults.getLast().stdout();
  }

  /** Returns {@code true} if a time limit ended the last command that ran. */
  public boolean timedOut() {
    return outcome.timedOut();
  }

  /** Returns {@code true} unless the last command exited with status 0. */
  public boolean hadError() {
    return outcome != Outcome.OK;
  }

  /** Returns the result of the last command that ran. */
  public Optional<CommandResult> lastCommand() {
    return commandResults.isEmpty() ? Optional.empty() : Optional.of(commandResults.getLast());
  }

  /** Returns {@code true} if every command that ran has this return code. */
  public boolean allHadReturnCode(int returnCode) {
    return commandResults.stream().allMatch(result -> result.returnCode() == returnCode);
  }

  private List<@Nullable Object> values() {
    return Arrays.asList(
        key,
        outcome,
        commandResults,
        elapsed,
        cwd,
        trackedFiles,
        expectedNumCommands,
        preprocessTime,
        writingTime,
        cleanupTime,
        isolation,
        enforcement,
        retried,
        reused,
        error);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExecutionResult result && values().equals(result.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return "ExecutionResult" + values();
  }

  /** Builds an {@link ExecutionResult}; not thread-safe. */
  public static final class Builder {
    private String key = "";
    private Outcome outcome;
    private List<CommandResult> commandResults = List.of();
    private Duration elapsed = Duration.ZERO;
    private @Nullable Path cwd;
    private Map<String, TrackedFile> trackedFiles = Map.of();
    private int expectedNumCommands;
    private Duration preprocessTime = Duration.ZERO;
    private Duration writingTime = Duration.ZERO;
    private Duration cleanupTime = Duration.ZERO;
    private @Nullable Isolation isolation;
    private @Nullable Enforcement enforcement;
    private boolean retried;
    private Reused reused = Reused.NO;
    private @Nullable String error;

    private Builder(Outcome outcome) {
      this.outcome = outcome;
    }

    private Builder(ExecutionResult result) {
      key = result.key;
      outcome = result.outcome;
      commandResults = result.commandResults;
      elapsed = result.elapsed;
      cwd = result.cwd;
      trackedFiles = result.trackedFiles;
      expectedNumCommands = result.expectedNumCommands;
      preprocessTime = result.preprocessTime;
      writingTime = result.writingTime;
      cleanupTime = result.cleanupTime;
      isolation = result.isolation;
      enforcement = result.enforcement;
      retried = result.retried;
      reused = result.reused;
      error = result.error;
    }

    /** Sets the index of the prediction and of the part within it. */
    public Builder key(String value) {
      key = value;
      return this;
    }

    /** Sets the outcome. */
    public Builder outcome(Outcome value) {
      outcome = value;
      return this;
    }

    /** Sets the results of the commands that ran. */
    public Builder commandResults(List<CommandResult> value) {
      commandResults = value;
      return this;
    }

    /** Sets the wall time of all commands together. */
    public Builder elapsed(Duration value) {
      elapsed = value;
      return this;
    }

    /** Sets the directory in which it ran; absent: it has no path outside the sandbox. */
    public Builder cwd(@Nullable Path value) {
      cwd = value;
      return this;
    }

    /** Sets the files read back, by name. */
    public Builder trackedFiles(Map<String, TrackedFile> value) {
      trackedFiles = value;
      return this;
    }

    /** Sets the number of commands of the executable. */
    public Builder expectedNumCommands(int value) {
      expectedNumCommands = value;
      return this;
    }

    /** Sets the time in the preprocessor. */
    public Builder preprocessTime(Duration value) {
      preprocessTime = value;
      return this;
    }

    /** Sets the time spent writing the files. */
    public Builder writingTime(Duration value) {
      writingTime = value;
      return this;
    }

    /** Sets the time spent on the cleanup. */
    public Builder cleanupTime(Duration value) {
      cleanupTime = value;
      return this;
    }

    /** Sets the isolation level in effect; absent: nothing ran. */
    public Builder isolation(@Nullable Isolation value) {
      isolation = value;
      return this;
    }

    /** Sets how limits were enforced; absent: by nothing but clocks and sampling. */
    public Builder enforcement(@Nullable Enforcement value) {
      enforcement = value;
      return this;
    }

    /** Sets whether this is a second run. */
    public Builder retried(boolean value) {
      retried = value;
      return this;
    }

    /** Sets the source of the result. */
    public Builder reused(Reused value) {
      reused = value;
      return this;
    }

    /** Sets why there is no verdict; absent: there is one. */
    public Builder error(@Nullable String value) {
      error = value;
      return this;
    }

    /** Returns the result. */
    public ExecutionResult build() {
      return new ExecutionResult(this);
    }
  }
}
