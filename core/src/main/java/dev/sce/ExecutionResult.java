package dev.sce;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one executable did.
 *
 * @param key index of the prediction and of the part within it, for example {@code 12.0}
 * @param outcome the outcome of its last command; {@link Outcome#OK} when it has no commands
 * @param commandResults results of the commands that were run, in order
 * @param elapsed wall-clock time of all commands together
 * @param cwd the directory in which it ran, where the backend has one that still means something
 * @param trackedFiles the files read back, by name
 * @param expectedNumCommands how many commands it has; more than results when it stopped early
 * @param times what it took around the commands
 * @param isolation what kept it apart from the machine, for example {@code none}
 * @param enforcement by what its limits were enforced and measured, for example {@code
 *     memory=cgroup,cpu=cgroup}; empty for nothing but clocks and sampling
 * @param retried whether this is its second run, after the first met its wall-clock limit on an
 *     overloaded machine
 * @param reused whether it is that of an identical executable, and from where; its command results
 *     and {@code elapsed} were then measured there
 * @param error why there is no verdict; absent otherwise
 */
public record ExecutionResult(
    String key,
    Outcome outcome,
    List<CommandResult> commandResults,
    Duration elapsed,
    @Nullable String cwd,
    Map<String, TrackedFile> trackedFiles,
    int expectedNumCommands,
    Times times,
    String isolation,
    String enforcement,
    boolean retried,
    Reused reused,
    @Nullable String error)
    implements Prepared.Single {

  /** Copies the collections. */
  public ExecutionResult {
    commandResults = List.copyOf(commandResults);
    trackedFiles = Collections.unmodifiableMap(new TreeMap<>(trackedFiles));
  }

  /**
   * What an executable took besides its commands.
   *
   * @param preprocess in the preprocessor, for the whole prediction
   * @param writing writing its files
   * @param cleanup removing all that it left
   */
  public record Times(Duration preprocess, Duration writing, Duration cleanup) {
    /** No time at all. */
    public static final Times NONE = new Times(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** Returns these times with that of the preprocessor. */
    public Times withPreprocess(Duration value) {
      return new Times(value, writing, cleanup);
    }
  }

  /**
   * Returns the standard output of the last command that ran; empty when none did, as after {@link
   * Outcome#SANDBOX_FAULT}. Never throws, so a postprocessor may use it without a check.
   */
  public String output() {
    return commandResults.isEmpty() ? "" : commandResults.getLast().stdout();
  }

  /** Returns a result known without running anything; its outcome is that of the last command. */
  public static ExecutionResult known(List<CommandResult> commandResults) {
    Outcome outcome = commandResults.isEmpty() ? Outcome.OK : commandResults.getLast().outcome();
    return new ExecutionResult(
        "",
        outcome,
        commandResults,
        Duration.ZERO,
        null,
        Map.of(),
        commandResults.size(),
        Times.NONE,
        "none",
        "",
        false,
        Reused.NO,
        null);
  }

  /**
   * Returns the customary result for a program that the preprocessor found not worth running: one
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
        new CommandResult(
            returnCode == 0 ? Outcome.OK : Outcome.NONZERO_EXIT,
            returnCode,
            Duration.ZERO,
            null,
            null,
            CapturedOutput.ofText(stdout),
            CapturedOutput.ofText(stderr),
            0,
            "none",
            null);
    return known(Collections.nCopies(numCommands, command));
  }

  /** Returns the result for a prediction from which no executable can be made. */
  public static ExecutionResult invalidInput(String reason) {
    return noVerdict(Outcome.INVALID_INPUT, reason, 0);
  }

  /** Returns a result that says nothing about the program. */
  public static ExecutionResult noVerdict(Outcome outcome, String reason, int expectedCommands) {
    return new ExecutionResult(
        "",
        outcome,
        List.of(),
        Duration.ZERO,
        null,
        Map.of(),
        expectedCommands,
        Times.NONE,
        "none",
        "",
        false,
        Reused.NO,
        reason);
  }

  /** Returns this result under another key and preprocessing time. */
  public ExecutionResult with(String newKey, Duration preprocess) {
    return new ExecutionResult(
        newKey,
        outcome,
        commandResults,
        elapsed,
        cwd,
        trackedFiles,
        expectedNumCommands,
        times.withPreprocess(preprocess),
        isolation,
        enforcement,
        retried,
        reused,
        error);
  }

  /** Returns this result marked as that of a second run. */
  public ExecutionResult asRetried() {
    return new ExecutionResult(
        key,
        outcome,
        commandResults,
        elapsed,
        cwd,
        trackedFiles,
        expectedNumCommands,
        times,
        isolation,
        enforcement,
        true,
        reused,
        error);
  }

  /** Returns this result as that of an identical executable, for which nothing was written. */
  public ExecutionResult asReused(Reused from) {
    return new ExecutionResult(
        key,
        outcome,
        commandResults,
        elapsed,
        cwd,
        trackedFiles,
        expectedNumCommands,
        Times.NONE,
        isolation,
        enforcement,
        retried,
        from,
        error);
  }

  /** Whether the last command that ran was ended by a time limit. */
  public boolean timedOut() {
    return outcome.timedOut();
  }

  /** Whether anything but a clean exit of the last command is reported. */
  public boolean hadError() {
    return outcome != Outcome.OK;
  }

  /** Returns the result of the last command that ran. */
  public Optional<CommandResult> lastCommand() {
    return commandResults.isEmpty() ? Optional.empty() : Optional.of(commandResults.getLast());
  }

  /** Whether every command that ran has this return code. */
  public boolean allHadReturnCode(int returnCode) {
    return commandResults.stream().allMatch(result -> result.returnCode() == returnCode);
  }
}
