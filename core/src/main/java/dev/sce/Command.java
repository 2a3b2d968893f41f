package dev.sce;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One command line of an {@link Executable}, run in its working directory without a shell.
 * Immutable.
 */
public final class Command {
  private final List<String> argv;
  private final int numTimes;
  private final Blob stdin;
  private final Map<String, String> environment;
  private final LimitOverrides limits;
  private final Optional<String> judge;

  private Command(
      List<String> argv,
      int numTimes,
      Blob stdin,
      Map<String, String> environment,
      LimitOverrides limits,
      Optional<String> judge) {
    this.argv = List.copyOf(argv);
    this.numTimes = numTimes;
    this.stdin = stdin;
    this.environment = Map.copyOf(environment);
    this.limits = limits;
    this.judge = judge;
    if (this.argv.isEmpty() || this.argv.getFirst().isEmpty()) {
      throw new IllegalArgumentException("a command needs the name of a program");
    }
    this.argv.forEach(argument -> requireNoNul("argument", argument));
    this.environment.forEach(Command::checkVariable);
    if (numTimes < 1) {
      throw InvalidOptionException.of(ExecutionOption.NUM_TIMES, numTimes, "at least 1");
    }
  }

  /** Returns a command that runs once, without input, within the executor's limits. */
  public static Command of(String program, String... arguments) {
    return of(Stream.concat(Stream.of(program), Arrays.stream(arguments)).toList());
  }

  /** Returns a command that runs once, without input, within the executor's limits. */
  public static Command of(List<String> argv) {
    return new Command(argv, 1, Blob.EMPTY, Map.of(), LimitOverrides.NONE, Optional.empty());
  }

  /** Returns the program and its arguments. */
  public List<String> argv() {
    return argv;
  }

  /** Returns how often the command runs; the reported runtime is the mean. */
  public int numTimes() {
    return numTimes;
  }

  /** Returns the content of standard input. */
  public Blob stdin() {
    return stdin;
  }

  /** Returns variables added to the minimal environment that every program gets. */
  public Map<String, String> environment() {
    return environment;
  }

  /** Returns the limits that differ from the executor's. */
  public LimitOverrides limits() {
    return limits;
  }

  /** Returns the module that judges the program, if the command names one. */
  public Optional<String> judge() {
    return judge;
  }

  /** Returns this command with its own wall-time limit. */
  public Command withTimeout(Duration timeout) {
    return withLimits(LimitOverrides.NONE.withWallTime(timeout));
  }

  /** Returns this command run {@code times} times. */
  public Command withNumTimes(int times) {
    return new Command(argv, times, stdin, environment, limits, judge);
  }

  /** Returns this command with a text as its standard input, unchanged. */
  public Command withStdin(String text) {
    return withStdin(Blob.ofText(text));
  }

  /**
   * Returns this command with lines as its standard input, joined by newlines, with none at the
   * end.
   */
  public Command withStdin(List<String> lines) {
    return withStdin(String.join("\n", lines));
  }

  /** Returns this command with bytes as its standard input. */
  public Command withStdin(Blob bytes) {
    return new Command(argv, numTimes, bytes, environment, limits, judge);
  }

  /**
   * Returns this command with additional variables, which replace existing ones of the same name.
   */
  public Command withEnvironment(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(variables);
    return new Command(argv, numTimes, stdin, all, limits, judge);
  }

  /**
   * Returns this command with its own limits; limits not set there keep their value, initially the
   * executor's. The order of this and {@link #withTimeout} does not matter.
   */
  public Command withLimits(LimitOverrides changes) {
    return new Command(argv, numTimes, stdin, environment, changes.orElse(limits), judge);
  }

  /**
   * Returns this command for a program that a judge asks questions: a {@link
   * dev.sce.spi.WarmModule} that is imported ahead and has a function {@code live()}. Where such a
   * judge can live on beside the programs, it gets the command's standard input and writes what the
   * result has as standard output, neither of which the program can reach; and the program is a
   * process of the warm interpreter in which the module's {@code answer_judge()} is called.
   * Anywhere else the command itself runs, with its own standard input and output; so what it
   * prints has to say that it was not judged.
   */
  public Command withJudge(String module) {
    return new Command(argv, numTimes, stdin, environment, limits, Optional.of(module));
  }

  static void checkVariable(String name, String value) {
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

  private List<Object> values() {
    return List.of(argv, numTimes, stdin, environment, limits, judge);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Command command && values().equals(command.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return "Command" + values();
  }
}
