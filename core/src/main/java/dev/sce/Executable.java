package dev.sce;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One program to run: files to write, commands to run one after the other, files to read back.
 *
 * @param files content by name; names are relative paths with {@code /} that stay in the working
 *     directory
 * @param commands the commands in order; may be empty, then nothing is run
 * @param trackedFiles names of files to read back after the last command
 * @param earlyStop decides after each command whether the others are skipped
 * @param stdoutPostprocessor applied to the standard output of each command before anything sees it
 * @param independentAfter how many of the first commands set up what the others need: each command
 *     after those starts from the files that they left, whatever the ones between have done; {@link
 *     #SHARED} when every command sees what all before it left
 */
public record Executable(
    SequencedMap<String, Blob> files,
    List<Command> commands,
    List<String> trackedFiles,
    EarlyStop earlyStop,
    @Nullable UnaryOperator<String> stdoutPostprocessor,
    int independentAfter)
    implements Prepared.Single {
  /** No command is independent of those before it. */
  public static final int SHARED = -1;

  /** Checks the names and copies the collections. */
  public Executable {
    files = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(files));
    commands = List.copyOf(commands);
    trackedFiles = List.copyOf(trackedFiles);
    FileNames.requireAll(files.keySet());
    trackedFiles.forEach(FileNames::require);
    if (independentAfter < SHARED || independentAfter > commands.size()) {
      throw new IllegalArgumentException(
          "independent_after must be between -1 and the number of commands, "
              + commands.size()
              + ", but is "
              + independentAfter);
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

  /** Collects the parts of an {@link Executable}; not thread-safe. */
  public static final class Builder {
    private final LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<String> trackedFiles = new ArrayList<>();
    private EarlyStop earlyStop = EarlyStop.DEFAULT;
    private @Nullable UnaryOperator<String> stdoutPostprocessor;
    private int independentAfter = SHARED;

    private Builder() {}

    /** Adds a text file, written as UTF-8. */
    public Builder file(String name, String text) {
      return file(name, Blob.ofText(text));
    }

    /** Adds a file. */
    public Builder file(String name, Blob content) {
      files.put(name, content);
      return this;
    }

    /** Adds several files. */
    public Builder files(Map<String, Blob> contentByName) {
      files.putAll(contentByName);
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

    /** Adds names of files to read back. */
    public Builder track(String... names) {
      trackedFiles.addAll(List.of(names));
      return this;
    }

    /** Sets when to skip the remaining commands. */
    public Builder earlyStop(EarlyStop rule) {
      earlyStop = rule;
      return this;
    }

    /** Sets what is applied to every standard output. */
    public Builder stdoutPostprocessor(UnaryOperator<String> function) {
      stdoutPostprocessor = function;
      return this;
    }

    /**
     * Makes commands independent of each other: those after the first {@code setUp} ones start from
     * the files that the set-up left, not from what other commands have made of them.
     *
     * @param setUp how many commands set up, such as those that compile; 0 for none
     */
    public Builder independentAfter(int setUp) {
      independentAfter = setUp;
      return this;
    }

    /**
     * Returns the executable.
     *
     * @throws IllegalArgumentException when a name is empty, absolute, leaves the directory, or is
     *     both a file and a folder
     */
    public Executable build() {
      return new Executable(
          files, commands, trackedFiles, earlyStop, stdoutPostprocessor, independentAfter);
    }
  }
}
