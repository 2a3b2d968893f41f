package dev.sce.judge.language;

import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.LimitOverrides;
import dev.sce.Outcome;
import dev.sce.judge.language.LanguageStatus.State;
import dev.sce.support.LogText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tries a language as samples use it: compiles and runs the small program of its entry.
 *
 * <p>That program reads two numbers from its standard input, uses the standard library, and prints
 * their sum and nothing else. A version command alone would not show that a library, a
 * configuration file or a linker is missing, or that an interpreter spoils the output with a
 * complaint of its own.
 */
final class LanguageCheck {
  static final String INPUT = "19 23\n";
  static final String ANSWER = "42";

  /** How a shell ends that finds no such command; version managers put scripts before tools. */
  private static final int NO_COMMAND = 127;

  private static final Pattern TEXT = Pattern.compile("\\p{Alnum}");

  /** Generous, so that a busy machine does not look like a broken language. */
  private static final LimitOverrides LIMITS =
      LimitOverrides.NONE
          .withWallTime(Duration.ofSeconds(60))
          .withMemory(DataSize.ofGibibytes(1))
          .withOutput(DataSize.ofKibibytes(64))
          .withMaxProcesses(256);

  private LanguageCheck() {}

  /** Returns what asks a language for its version, and runs its small program if it has one. */
  static Executable executable(Language language) {
    List<Command> commands = new ArrayList<>();
    if (!language.version().isEmpty()) {
      commands.add(
          Command.of(language.located(language.version()))
              .withEnvironment(language.environment())
              .withLimits(LIMITS));
    }
    Executable.Builder builder = Executable.builder();
    String check = language.check();
    if (check != null) {
      Program program = Program.of(language, check);
      builder.files(program.files());
      commands.addAll(program.compileCommands());
      commands.add(program.runCommand(LIMITS).withStdin(INPUT));
    }
    return builder
        .commands(commands)
        .earlyStop((_, result) -> result.outcome() != Outcome.OK)
        .build();
  }

  /** Says what came of it. */
  static LanguageStatus status(Language language, ExecutionResult result) {
    boolean checked = language.check() != null;
    List<CommandResult> results = result.commandResults();
    if (!checked && language.version().isEmpty()) {
      String why = "not tried: its entry has neither a 'check' nor a 'version'";
      return new LanguageStatus(language, State.UNTRIED, false, null, why);
    }
    if (results.isEmpty() || result.outcome().isInconclusive()) {
      String why = "could not be tried: " + result.error().orElse("");
      return new LanguageStatus(language, State.UNTRIED, checked, null, why);
    }
    CommandResult first = results.getFirst();
    boolean told = !language.version().isEmpty() && first.outcome() == Outcome.OK;
    String version = told ? firstLine(first) : null;
    String remedy = "; " + LanguageProbe.remedy(language);
    if (first.outcome() == Outcome.NOT_STARTED || (!told && first.returnCode() == NO_COMMAND)) {
      return new LanguageStatus(
          language, State.MISSING, checked, null, missing(language, first) + remedy);
    }
    return problem(language, results)
        .map(why -> new LanguageStatus(language, State.BROKEN, checked, version, why + remedy))
        .orElseGet(() -> new LanguageStatus(language, State.WORKS, checked, version, null));
  }

  /**
   * Says why its tools cannot be started: there are none, or programs may not enter their folder.
   */
  private static String missing(Language language, CommandResult first) {
    return language.bin() == null
        ? "not installed"
        : "programs of this level cannot use what is in "
            + language.bin()
            + " ("
            + first.error().orElse("")
            + ")";
  }

  private static Optional<String> problem(Language language, List<CommandResult> results) {
    CommandResult last = results.getLast();
    if (last.outcome() != Outcome.OK) {
      String said =
          last.outcome() == Outcome.NOT_STARTED ? last.error().orElse("") : firstLine(last);
      return Optional.of(
          "%s ended with %s: %s".formatted(stage(language, results.size()), last.outcome(), said));
    }
    if (language.check() == null || last.stdout().strip().equals(ANSWER)) {
      return Optional.empty();
    }
    return Optional.of(
        "its small program printed '%s' instead of %s".formatted(shown(last.stdout()), ANSWER));
  }

  /** Names the command that was the last of so many. */
  private static String stage(Language language, int commands) {
    int asking = language.version().isEmpty() ? 0 : 1;
    if (commands == asking) {
      return "its version command";
    }
    return commands <= asking + language.compile().size()
        ? "compiling its small program"
        : "its small program";
  }

  private static String shown(String text) {
    String line = harmless(text.strip().replace("\n", "\\n"));
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }

  /** What a tool prints reaches a terminal, whoever wrote the tool. */
  private static String harmless(String text) {
    return LogText.clean(text, LogText.MOST, ' ');
  }

  /** Returns what was said first, errors before other output where it did not end well. */
  private static String firstLine(CommandResult result) {
    Stream<String> text =
        result.outcome() == Outcome.OK
            ? Stream.concat(result.stdout().lines(), result.stderr().lines())
            : Stream.concat(result.stderr().lines(), result.stdout().lines());
    // Neither rules drawn with signs nor what a JVM warns of tell anything.
    return text.map(LanguageCheck::harmless)
        .map(String::strip)
        .filter(
            line ->
                TEXT.matcher(line).find() && !line.toLowerCase(Locale.ROOT).contains("warning:"))
        .findFirst()
        .orElse("");
  }
}
