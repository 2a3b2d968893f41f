package dev.sce.cli;

import dev.sce.Command;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.Prepared;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns a row into an executable, using the templates or the row's own commands. */
final class RowPreparer {
  private final Map<String, Template> files;
  private final @Nullable Template stdin;
  private final List<Command> commands;
  private final List<String> tracked;

  /**
   * Creates a preparer.
   *
   * @param files templates by file name
   * @param stdin template of standard input; absent: empty
   * @param commands commands for rows without their own
   * @param tracked files to read back
   */
  RowPreparer(
      Map<String, Template> files,
      @Nullable Template stdin,
      List<Command> commands,
      List<String> tracked) {
    this.files = files;
    this.stdin = stdin;
    this.commands = commands;
    this.tracked = tracked;
  }

  /** Returns the executable, or an INVALID_INPUT result with the location and the reason. */
  Prepared prepare(IdentifiedRow row) {
    String problem = row.problem();
    JsonNode json = row.row().json();
    if (problem != null || json == null) {
      return invalid(row, problem == null ? "the row is empty" : problem);
    }
    try {
      return json.has("commands") ? ExplicitRow.read(json, tracked) : fromTemplates(json);
    } catch (InvalidRowException | IllegalArgumentException e) {
      return invalid(row, String.valueOf(e.getMessage()));
    }
  }

  private Executable fromTemplates(JsonNode json) throws InvalidRowException {
    Executable.Builder builder = Executable.builder();
    for (Map.Entry<String, Template> file : files.entrySet()) {
      builder.file(file.getKey(), file.getValue().fill(json));
    }
    String input = stdin == null ? "" : stdin.fill(json);
    for (Command command : commands) {
      builder.command(input.isEmpty() ? command : command.withStdin(input));
    }
    return builder.track(tracked.toArray(new String[0])).build();
  }

  private static ExecutionResult invalid(IdentifiedRow row, String problem) {
    return ExecutionResult.invalidInput(row.row().place() + ": " + problem);
  }
}
