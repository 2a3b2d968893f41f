package dev.sce.cli;

import dev.sce.Command;
import dev.sce.Executable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      Map<String, Template> templates = templates();
      Executable.Builder names = Executable.builder().track(tracked.toArray(new String[0]));
      templates.keySet().forEach(name -> names.file(name, ""));
      List<Command> parsed = parsedCommands().stream().map(c -> c.withNumTimes(numTimes)).toList();
      var _ = names.build();
      Template input = stdin == null ? null : Template.ofTyped(stdin);
      return new RowPreparer(templates, input, parsed, tracked);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private Map<String, Template> templates() {
    Map<String, Template> templates = new LinkedHashMap<>();
    for (String file : files.isEmpty() ? List.of("main.py={{code}}") : files) {
      int equals = file.indexOf('=');
      if (equals <= 0) {
        throw new UsageException("--file must be NAME=TEMPLATE or NAME=@PATH, but is " + file);
      }
      String value = file.substring(equals + 1);
      Template template =
          value.startsWith("@") ? read(value.substring(1)) : Template.ofTyped(value);
      if (templates.put(file.substring(0, equals), template) != null) {
        throw new UsageException("--file " + file.substring(0, equals) + " is given twice");
      }
    }
    return templates;
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
    for (String line : commands.isEmpty() ? List.of("python3 main.py") : commands) {
      parsed.add(Command.of(ShellWords.split(line)));
    }
    return parsed;
  }
}
