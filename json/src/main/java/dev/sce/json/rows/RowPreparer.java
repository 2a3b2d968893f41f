package dev.sce.json.rows;

import dev.sce.Command;
import dev.sce.Executable;
import dev.sce.ExecutionOption;
import dev.sce.ExecutionResult;
import dev.sce.InvalidOptionException;
import dev.sce.Prepared;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Turns rows into executables: a row with its own {@code commands} as it stands, every other row
 * through templates.
 *
 * <p>Immutable, so many threads may use one.
 */
public final class RowPreparer {
  /** The program of a row if nothing else is set: its {@code code}, run by Python. */
  private static final Map<String, Template> USUAL_FILES =
      Map.of("main.py", Template.of("{{code}}"));

  private static final List<Command> USUAL_COMMANDS = List.of(Command.of("python3", "main.py"));

  private final Map<String, Template> files;
  private final @Nullable Template stdin;
  private final List<Command> commands;
  private final List<String> tracked;

  private RowPreparer(Builder builder) {
    files = builder.files.isEmpty() ? USUAL_FILES : new LinkedHashMap<>(builder.files);
    stdin = builder.stdin;
    List<Command> chosen = builder.commands.isEmpty() ? USUAL_COMMANDS : builder.commands;
    commands = chosen.stream().map(command -> command.withNumTimes(builder.numTimes)).toList();
    tracked = List.copyOf(builder.tracked);
    checkNames();
  }

  /** Fails now instead of at every row. */
  private void checkNames() {
    Executable.Builder names = Executable.builder().track(tracked);
    files.keySet().forEach(name -> names.file(name, ""));
    var _ = names.build();
  }

  /**
   * Returns a builder; if nothing is set, a row's {@code code} becomes {@code main.py}, which
   * {@code python3 main.py} runs.
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the executable, or an INVALID_INPUT result with the location and the reason. */
  public Prepared prepare(IdentifiedRow row) {
    String problem = row.problem();
    JsonNode json = row.row().json();
    if (problem != null || json == null) {
      return invalid(row, problem == null ? "the row is empty" : problem);
    }
    try {
      return executable(json);
    } catch (InvalidRowException e) {
      return invalid(row, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Returns the executable of a row.
   *
   * @throws InvalidRowException if the row lacks a field, or holds a value that is not allowed
   */
  public Executable executable(JsonNode row) throws InvalidRowException {
    if (!row.isObject()) {
      throw new InvalidRowException("the row is not a JSON object");
    }
    try {
      return row.has("commands") ? ExplicitRow.read(row, tracked) : fromTemplates(row);
    } catch (InvalidOptionException e) {
      throw new InvalidRowException(e.messageFor(field(e.option())));
    } catch (IllegalArgumentException e) {
      throw new InvalidRowException(String.valueOf(e.getMessage()));
    }
  }

  private Executable fromTemplates(JsonNode row) throws InvalidRowException {
    Executable.Builder builder = Executable.builder();
    for (Map.Entry<String, Template> file : files.entrySet()) {
      builder.file(file.getKey(), file.getValue().fill(row));
    }
    String input = stdin == null ? "" : stdin.fill(row);
    for (Command command : commands) {
      builder.command(input.isEmpty() ? command : command.withStdin(input));
    }
    return builder.track(tracked).build();
  }

  /** Returns the name that an option of a command has in a row. */
  private static String field(ExecutionOption option) {
    return option == ExecutionOption.WALL_TIME ? "timeout" : option.snakeCase();
  }

  private static ExecutionResult invalid(IdentifiedRow row, String problem) {
    return ExecutionResult.invalidInput(row.row().place() + ": " + problem);
  }

  /** Builds a {@link RowPreparer}; not thread-safe. */
  public static final class Builder {
    private final Map<String, Template> files = new LinkedHashMap<>();
    private @Nullable Template stdin;
    private List<Command> commands = List.of();
    private int numTimes = 1;
    private List<String> tracked = List.of();

    private Builder() {}

    /**
     * Adds a file of the program; default: {@code main.py} with the row's {@code code}.
     *
     * @throws IllegalArgumentException if there is a file of this name
     */
    public Builder file(String name, Template content) {
      if (files.putIfAbsent(name, content) != null) {
        throw new IllegalArgumentException("file '" + name + "' is given twice");
      }
      return this;
    }

    /** Sets the standard input of every command; default: empty. */
    public Builder stdin(@Nullable Template value) {
      stdin = value;
      return this;
    }

    /** Sets the commands, which run in order; default: {@code python3 main.py}. */
    public Builder commands(List<Command> value) {
      commands = List.copyOf(value);
      return this;
    }

    /** Sets how often each of these commands runs; default: once. */
    public Builder numTimes(int value) {
      numTimes = value;
      return this;
    }

    /** Sets files to read back, for rows with their own commands too; default: none. */
    public Builder track(List<String> names) {
      tracked = names;
      return this;
    }

    /**
     * Returns the preparer.
     *
     * @throws IllegalArgumentException if a file name or the number of times is not allowed
     */
    public RowPreparer build() {
      return new RowPreparer(this);
    }
  }
}
