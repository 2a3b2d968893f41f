package dev.sce;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One command line of an {@link Executable}, run in its working directory without a shell.
 *
 * @param argv the program and its arguments; at least the program
 * @param numTimes how often the command is run; the reported runtime is the mean of the runs
 * @param stdin what the program can read from standard input, then end of file
 * @param environment variables added to the small clean environment that every program gets
 * @param limits limits that differ from the executor's
 */
public record Command(
    List<String> argv, int numTimes, Blob stdin, Map<String, String> environment, Limits limits) {

  /** Checks the arguments and copies the collections. */
  public Command {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
    if (argv.isEmpty() || argv.getFirst().isEmpty()) {
      throw new IllegalArgumentException("a command needs the name of a program");
    }
    argv.forEach(argument -> requireNoNul("argument", argument));
    environment.forEach(Command::checkVariable);
    if (numTimes < 1) {
      throw Invalid.option("num_times", numTimes, "at least 1");
    }
  }

  /** Returns a command that runs once, without input, within the executor's limits. */
  public static Command of(String program, String... arguments) {
    return of(Stream.concat(Stream.of(program), Arrays.stream(arguments)).toList());
  }

  /** Returns a command that runs once, without input, within the executor's limits. */
  public static Command of(List<String> argv) {
    return new Command(argv, 1, Blob.EMPTY, Map.of(), Limits.INHERITED);
  }

  /** Returns this command with its own wall-clock limit. */
  public Command withTimeout(Duration timeout) {
    return withLimits(limits.withWallTime(timeout));
  }

  /** Returns this command run {@code times} times. */
  public Command withNumTimes(int times) {
    return new Command(argv, times, stdin, environment, limits);
  }

  /** Returns this command with a text as its standard input, exactly as it is. */
  public Command withStdin(String text) {
    return withStdin(Blob.ofText(text));
  }

  /**
   * Returns this command with lines as its standard input, joined by a newline, none at the end.
   */
  public Command withStdin(List<String> lines) {
    return withStdin(String.join("\n", lines));
  }

  /** Returns this command with bytes as its standard input. */
  public Command withStdin(Blob bytes) {
    return new Command(argv, numTimes, bytes, environment, limits);
  }

  /** Returns this command with these variables in place of its former ones. */
  public Command withEnvironment(Map<String, String> variables) {
    return new Command(argv, numTimes, stdin, variables, limits);
  }

  /**
   * Returns this command with limits of its own; absent ones stay as they are, at first the
   * executor's. So it does not matter in which order this and {@link #withTimeout} are called.
   */
  public Command withLimits(Limits newLimits) {
    return new Command(argv, numTimes, stdin, environment, newLimits.orElse(limits));
  }

  /** Returns the wall-clock limit of this command, if it has one of its own. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(limits.wallTime());
  }

  private static void checkVariable(String name, String value) {
    if (name.isEmpty() || name.indexOf('=') >= 0) {
      throw new IllegalArgumentException(
          "'" + name + "' cannot be the name of an environment variable");
    }
    requireNoNul("environment variable", name);
    requireNoNul("environment variable " + name, value);
  }

  private static void requireNoNul(String what, String value) {
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          what + " contains a NUL character, which no command line can carry");
    }
  }
}
