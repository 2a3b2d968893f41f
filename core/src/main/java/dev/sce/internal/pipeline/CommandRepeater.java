package dev.sce.internal.pipeline;

import dev.sce.Blob;
import dev.sce.CapturedOutput;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.Outcome;
import dev.sce.spi.BackendException;
import dev.sce.spi.Launch;
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
  private final ExecutionConfig config;

  CommandRepeater(ExecutionConfig config) {
    this.config = config;
  }

  /** Runs commands until the last, an early stop, or an interrupt; the flag is set then. */
  List<CommandResult> runAll(Executable executable, Workspace workspace) throws BackendException {
    List<CommandResult> results = new ArrayList<>(executable.commands().size());
    for (int i = 0; i < executable.commands().size(); i++) {
      CommandResult result = repeat(executable.commands().get(i), workspace);
      result = postprocess(executable.stdoutPostprocessor(), result);
      results.add(result);
      if (result.outcome() == Outcome.CANCELLED || stops(executable, i, result)) {
        break;
      }
    }
    return results;
  }

  /** Runs one command as often as it asks for; the first failure ends the repetition. */
  private CommandResult repeat(Command command, Workspace workspace) throws BackendException {
    Launch launch = launch(command);
    long nanos = 0;
    for (int done = 1; ; done++) {
      CommandResult result = workspace.run(launch);
      if (result.hadError()) {
        return result;
      }
      nanos += result.runtime().toNanos();
      if (done == command.numTimes()) {
        return done == 1 ? result : result.withRuntime(Duration.ofNanos(nanos / done));
      }
    }
  }

  private Launch launch(Command command) {
    Map<String, String> environment = config.environment();
    if (!command.environment().isEmpty()) {
      environment = new HashMap<>(environment);
      environment.putAll(command.environment());
    }
    return new Launch(
        command.argv(), environment, command.stdin(), command.limits().orElse(config.limits()));
  }

  private static CommandResult postprocess(
      @Nullable UnaryOperator<String> function, CommandResult result) {
    if (function == null) {
      return result;
    }
    try {
      Blob content = Blob.ofText(function.apply(result.stdout()));
      return result.withOut(new CapturedOutput(content, result.out().truncated()));
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
