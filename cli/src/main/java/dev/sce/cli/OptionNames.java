package dev.sce.cli;

import dev.sce.ExecutionOption;
import dev.sce.InvalidOptionException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The names that the options of an executor have on the command line. */
final class OptionNames {
  private OptionNames() {}

  /** Returns what to tell a user whose options were refused. */
  static UsageException usage(IllegalArgumentException e) {
    return new UsageException(
        e instanceof InvalidOptionException invalid
            ? invalid.messageFor(flag(invalid.option()))
            : String.valueOf(e.getMessage()));
  }

  /** Returns what to tell a user for whose option only a part of the value was refused. */
  static UsageException usage(String flag, IllegalArgumentException e) {
    return new UsageException(flag + ": " + e.getMessage());
  }

  /** Returns the flag of an option; its name in Java if the command has none. */
  static String flag(ExecutionOption option) {
    // Only for messages, so the model is made when it is needed.
    CommandSpec run = CommandSpec.forAnnotatedObject(new RunCommand(List.of()));
    return run.options().stream()
        .filter(spec -> option.name().equals(spec.descriptionKey()))
        .map(OptionSpec::longestName)
        .findFirst()
        .orElse(option.key());
  }
}
