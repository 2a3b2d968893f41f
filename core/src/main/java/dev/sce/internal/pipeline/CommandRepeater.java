package dev.sce.internal.pipeline;

import dev.sce.Blob;
import dev.sce.CapturedOutput;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.Limits;
import dev.sce.Outcome;
import dev.sce.spi.BackendException;
import dev.sce.spi.Launch;
import dev.sce.spi.ProcessorUse;
import dev.sce.spi.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Runs the commands of one executable in an open workspace, in order. */
final class CommandRepeater {
  /**
   * By how many times its limit a program may take longer when the machine denies it a processor.
   */
  private static final int MOST_PATIENCE = 9;

  private final ExecutionConfig config;

  CommandRepeater(ExecutionConfig config) {
    this.config = config;
  }

  /**
   * Runs commands until the last, an early stop, or an interrupt; the flag is set then.
   *
   * @param use hears when the program uses no processor
   * @param patient whether time in which the machine has no processor for a program does not count
   */
  List<CommandResult> runAll(
      Executable executable, Workspace workspace, ProcessorUse use, boolean patient)
      throws BackendException {
    List<CommandResult> results = new ArrayList<>(executable.commands().size());
    for (int i = 0; i < executable.commands().size(); i++) {
      separate(executable, i, workspace);
      CommandResult result = repeat(executable.commands().get(i), workspace, use, patient);
      result = postprocess(executable.stdoutPostprocessor().orElse(null), result);
      results.add(result);
      if (result.outcome() == Outcome.CANCELLED || stops(executable, i, result)) {
        break;
      }
    }
    return results;
  }

  /** The last command that is independent needs no snapshot when it is the first as well. */
  private static void separate(Executable executable, int index, Workspace workspace)
      throws BackendException {
    int first = executable.independentAfter();
    if (first == Executable.SHARED || index < first) {
      return;
    }
    if (index > first) {
      workspace.restore();
    } else if (index + 1 < executable.commands().size()) {
      workspace.snapshot();
    }
  }

  /** Runs one command as often as it asks for; the first failure ends the repetition. */
  private CommandResult repeat(
      Command command, Workspace workspace, ProcessorUse use, boolean patient)
      throws BackendException {
    Launch launch = launch(command, patient);
    long nanos = 0;
    for (int done = 1; ; done++) {
      CommandResult result = workspace.run(launch, use);
      if (result.hadError()) {
        return result;
      }
      nanos += result.runtime().toNanos();
      if (done == command.numTimes()) {
        return done == 1
            ? result
            : result.toBuilder().runtime(Duration.ofNanos(nanos / done)).build();
      }
    }
  }

  private Launch launch(Command command, boolean patient) {
    Map<String, String> environment = config.environment();
    if (!command.environment().isEmpty()) {
      environment = new HashMap<>(environment);
      environment.putAll(command.environment());
    }
    Limits limits = command.limits().applyTo(config.limits());
    Duration patience = patient ? limits.wallTime().multipliedBy(MOST_PATIENCE) : Duration.ZERO;
    return new Launch(
        command.argv(), environment, command.stdin(), limits, patience, command.judge());
  }

  private static CommandResult postprocess(
      @Nullable UnaryOperator<String> function, CommandResult result) {
    if (function == null) {
      return result;
    }
    try {
      Blob content = Blob.ofText(function.apply(result.stdout()));
      return result.toBuilder().out(new CapturedOutput(content, result.out().truncated())).build();
    } catch (RuntimeException e) {
      throw new CallerFailure("stdout postprocessor", e);
    }
  }

  private static boolean stops(Executable executable, int index, CommandResult result) {
    try {
      return executable.earlyStop().shouldStop(index, result);
    } catch (RuntimeException e) {
      throw new CallerFailure("early-stop rule", e);
    }
  }
}
