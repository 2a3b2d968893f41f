package dev.sce.cli;

import dev.sce.Command;
import dev.sce.Executable;
import dev.sce.json.rows.RowPreparer;
import dev.sce.json.rows.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options that define a program, as given on the command line.
 *
 * @param files {@code NAME=TEMPLATE} or {@code NAME=@PATH}
 * @param stdin template of standard input
 * @param commands command lines
 * @param trailing the words after {@code --}
 * @param tracked files to read back
 */
record ProgramOptions(
    List<String> files,
    @Nullable String stdin,
    List<String> commands,
    List<String> trailing,
    List<String> tracked) {

  /** Checks the options and returns the preparer that turns rows into executables. */
  RowPreparer preparer(int numTimes) {
    try {
      RowPreparer.Builder builder = RowPreparer.builder().track(tracked).numTimes(numTimes);
      addFiles(builder);
      tracked.forEach(name -> check("--track", Executable.builder().track(List.of(name))));
      builder.commands(parsedCommands());
      return builder.stdin(stdin == null ? null : Template.ofTyped(stdin)).build();
    } catch (IllegalArgumentException e) {
      throw OptionNames.usage(e);
    }
  }

  private void addFiles(RowPreparer.Builder builder) {
    Set<String> names = new HashSet<>();
    for (String file : files) {
      int equals = file.indexOf('=');
      if (equals <= 0) {
        throw new UsageException("--file must be NAME=TEMPLATE or NAME=@PATH, but is " + file);
      }
      String name = file.substring(0, equals);
      String value = file.substring(equals + 1);
      Template template =
          value.startsWith("@") ? read(value.substring(1)) : Template.ofTyped(value);
      if (!names.add(name)) {
        throw new UsageException("--file " + name + " is given twice");
      }
      check("--file", Executable.builder().file(name, ""));
      builder.file(name, template);
    }
  }

  /** Rejects a file name here, where it is known which option it comes from. */
  private static void check(String flag, Executable.Builder name) {
    try {
      var _ = name.build();
    } catch (IllegalArgumentException e) {
      throw OptionNames.usage(flag, e);
    }
  }

  private static Template read(String path) {
    try {
      return Template.of(Files.readString(Path.of(path)));
    } catch (IOException e) {
      throw new UsageException("cannot read the template file " + path);
    }
  }

  private List<Command> parsedCommands() {
    if (!commands.isEmpty() && !trailing.isEmpty()) {
      throw new UsageException("give commands with --command or after --, not both");
    }
    if (!trailing.isEmpty()) {
      return List.of(Command.of(trailing));
    }
    List<Command> parsed = new ArrayList<>();
    for (String line : commands) {
      parsed.add(parsed(line));
    }
    return parsed;
  }

  private static Command parsed(String line) {
    try {
      return Command.of(ShellWords.split(line));
    } catch (IllegalArgumentException e) {
      throw OptionNames.usage("--command", e);
    }
  }
}
