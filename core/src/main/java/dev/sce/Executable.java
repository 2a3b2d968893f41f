package dev.sce;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One program to run: files to write, commands to run one after another, files to read back.
 * Immutable.
 */
public final class Executable implements Prepared.Single {
  /** No command is independent of those before it. */
  public static final int SHARED = -1;

  private final SequencedMap<String, Blob> files;
  private final List<Command> commands;
  private final List<String> trackedFiles;
  private final EarlyStop earlyStop;
  private final @Nullable UnaryOperator<String> stdoutPostprocessor;
  private final int independentAfter;

  private Executable(Builder builder) {
    files = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(builder.files));
    commands = List.copyOf(builder.commands);
    trackedFiles = List.copyOf(builder.trackedFiles);
    earlyStop = builder.earlyStop;
    stdoutPostprocessor = builder.stdoutPostprocessor;
    independentAfter = builder.independentAfter;
    FileNames.requireAll(files.keySet());
    trackedFiles.forEach(FileNames::require);
    if (independentAfter < SHARED || independentAfter > commands.size()) {
      throw InvalidOptionException.of(
          ExecutionOption.INDEPENDENT_AFTER,
          independentAfter,
          "between -1 and the number of commands, " + commands.size());
    }
  }

  /** Returns an executable with one command that runs a Python program from {@code main.py}. */
  public static Executable python(String code) {
    return builder().file("main.py", code).command("python3", "main.py").build();
  }

  /** Returns an empty builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder initialised with this executable. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /**
   * Returns the content of the files by name. Names are relative paths with {@code /} that stay in
   * the working directory.
   */
  public SequencedMap<String, Blob> files() {
    return files;
  }

  /** Returns the commands in order; if there are none, nothing runs. */
  public List<Command> commands() {
    return commands;
  }

  /** Returns the names of files to read back after the last command. */
  public List<String> trackedFiles() {
    return trackedFiles;
  }

  /** Returns the rule that decides after each command whether the remaining ones are skipped. */
  public EarlyStop earlyStop() {
    return earlyStop;
  }

  /** Returns the function applied to the standard output of each command before any other use. */
  public Optional<UnaryOperator<String>> stdoutPostprocessor() {
    return Optional.ofNullable(stdoutPostprocessor);
  }

  /**
   * Returns how many of the first commands are the set-up for the others: each later command starts
   * from the files that the set-up left, regardless of the commands in between. {@link #SHARED} if
   * every command sees the files that all earlier ones left.
   */
  public int independentAfter() {
    return independentAfter;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Executable that
        && files.equals(that.files)
        && commands.equals(that.commands)
        && trackedFiles.equals(that.trackedFiles)
        && earlyStop.equals(that.earlyStop)
        && Objects.equals(stdoutPostprocessor, that.stdoutPostprocessor)
        && independentAfter == that.independentAfter;
  }

  @Override
  public int hashCode() {
    return Objects.hash(files, commands, trackedFiles, independentAfter);
  }

  @Override
  public String toString() {
    return "Executable[files=" + files.keySet() + ", commands=" + commands + "]";
  }

  /** Builds an {@link Executable}; not thread-safe. */
  public static final class Builder {
    private final LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<String> trackedFiles = new ArrayList<>();
    private EarlyStop earlyStop = EarlyStop.DEFAULT;
    private @Nullable UnaryOperator<String> stdoutPostprocessor;
    private int independentAfter = SHARED;

    private Builder() {}

    private Builder(Executable executable) {
      files.putAll(executable.files);
      commands.addAll(executable.commands);
      trackedFiles.addAll(executable.trackedFiles);
      earlyStop = executable.earlyStop;
      stdoutPostprocessor = executable.stdoutPostprocessor;
      independentAfter = executable.independentAfter;
    }

    /**
     * Adds a text file, written as UTF-8.
     *
     * @throws IllegalArgumentException if there is already a file of that name
     */
    public Builder file(String name, String text) {
      return file(name, Blob.ofText(text));
    }

    /**
     * Adds a file.
     *
     * @throws IllegalArgumentException if there is already a file of that name
     */
    public Builder file(String name, Blob content) {
      if (files.putIfAbsent(name, content) != null) {
        throw new IllegalArgumentException("there is a file '" + name + "' already");
      }
      return this;
    }

    /** Adds a file, or replaces the one with that name. */
    public Builder replaceFile(String name, Blob content) {
      files.put(name, content);
      return this;
    }

    /**
     * Adds several files.
     *
     * @throws IllegalArgumentException if there is already a file of one of the names
     */
    public Builder files(Map<String, Blob> contentByName) {
      contentByName.forEach(this::file);
      return this;
    }

    /** Adds a command. */
    public Builder command(Command command) {
      commands.add(command);
      return this;
    }

    /** Adds a command that runs once, without input, within the executor's limits. */
    public Builder command(String program, String... arguments) {
      return command(Command.of(program, arguments));
    }

    /** Adds several commands. */
    public Builder commands(List<Command> more) {
      commands.addAll(more);
      return this;
    }

    /** Replaces each command added so far with the function's result. */
    public Builder replaceCommands(UnaryOperator<Command> function) {
      commands.replaceAll(function);
      return this;
    }

    /** Adds names of files to read back. */
    public Builder track(String... names) {
      return track(List.of(names));
    }

    /** Adds names of files to read back. */
    public Builder track(Collection<String> names) {
      trackedFiles.addAll(names);
      return this;
    }

    /** Sets the rule for skipping the remaining commands. */
    public Builder earlyStop(EarlyStop rule) {
      earlyStop = rule;
      return this;
    }

    /** Sets the function applied to every command's standard output. */
    public Builder stdoutPostprocessor(UnaryOperator<String> function) {
      stdoutPostprocessor = function;
      return this;
    }

    /**
     * Makes commands independent of each other: those after the first {@code setUp} ones start from
     * the files that the set-up left, unchanged by other commands.
     *
     * @param setUp the number of set-up commands, such as compilers; 0 for none
     */
    public Builder independentAfter(int setUp) {
      independentAfter = setUp;
      return this;
    }

    /**
     * Returns the executable.
     *
     * @throws IllegalArgumentException if a name is empty, absolute, leaves the directory, or is
     *     both a file and a directory
     */
    public Executable build() {
      return new Executable(this);
    }
  }
}
