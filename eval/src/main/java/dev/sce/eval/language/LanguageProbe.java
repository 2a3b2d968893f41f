package dev.sce.eval.language;

import dev.sce.CodeExecutor;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.EarlyStop;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.Limits;
import dev.sce.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds out which languages are installed, as programs in the sandbox see it. */
public final class LanguageProbe {
  private static final Limits LIMITS =
      new Limits(
          Duration.ofSeconds(20),
          null,
          DataSize.ofGibibytes(2),
          DataSize.ofKibibytes(64),
          256,
          null);

  private LanguageProbe() {}

  /**
   * Runs the version command of every language.
   *
   * @param executor must show {@link LanguageTable#readOnlyPaths}, or languages outside the usual
   *     places are not found
   * @return one row for each language, in the order of the table
   */
  public static List<LanguageStatus> detect(LanguageTable table, CodeExecutor executor)
      throws InterruptedException {
    List<Language> languages = table.languages();
    ExecutionResult result = executor.execute(probe(languages));
    List<LanguageStatus> rows = new ArrayList<>(languages.size());
    for (int i = 0; i < languages.size(); i++) {
      rows.add(
          i < result.commandResults().size()
              ? status(languages.get(i), result.commandResults().get(i))
              : unknown(languages.get(i), result));
    }
    return rows;
  }

  /** Returns the program that asks all languages, one command for each. */
  static Executable probe(List<Language> languages) {
    List<Command> commands =
        languages.stream()
            .map(
                language ->
                    Command.of(language.located(language.version()))
                        .withEnvironment(language.environment())
                        .withLimits(LIMITS))
            .toList();
    return Executable.builder().commands(commands).earlyStop(EarlyStop.NEVER).build();
  }

  private static LanguageStatus status(Language language, CommandResult result) {
    if (result.outcome() == Outcome.OK) {
      return new LanguageStatus(language, true, firstLine(result), null);
    }
    String problem =
        result.outcome() == Outcome.NOT_STARTED
            ? "not installed; " + remedy(language)
            : "its version command ended with " + result.outcome() + ": " + firstLine(result);
    return new LanguageStatus(language, false, null, problem);
  }

  private static LanguageStatus unknown(Language language, ExecutionResult result) {
    return new LanguageStatus(language, false, null, "could not be tried: " + result.error());
  }

  /** Returns how to get a language. */
  public static String remedy(Language language) {
    return language.install().isEmpty()
        ? "see the language's own site"
        : "on Debian: apt-get install " + language.install();
  }

  private static String firstLine(CommandResult result) {
    return Stream.concat(result.stdout().lines(), result.stderr().lines())
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("");
  }
}
