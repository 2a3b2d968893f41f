package dev.sce.server.programs;

import dev.sce.CommandResult;
import dev.sce.ExecutionResult;
import dev.sce.Outcome;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageProbe;
import java.util.Optional;

/**
 * What came of a program.
 *
 * @param language what it is written in
 * @param compiled the compile command that failed, else the last one; empty if it needs none
 * @param run the run; empty if it did not come to that
 * @param whole the result of what ran last, with its tracked files
 */
public record Ran(
    Language language,
    Optional<CommandResult> compiled,
    Optional<CommandResult> run,
    ExecutionResult whole) {

  /** Whether the machine is to blame: there is no result of the program then. */
  public boolean isFault() {
    return whole.outcome().isInconclusive() || isMissing(compiled) || isMissing(run);
  }

  private static boolean isMissing(Optional<CommandResult> command) {
    return command.map(CommandResult::outcome).filter(Outcome.NOT_STARTED::equals).isPresent();
  }

  /** Returns what is wrong with the machine, for people. */
  public String fault() {
    if (isMissing(compiled) || isMissing(run)) {
      CommandResult missing = isMissing(compiled) ? compiled.orElseThrow() : run.orElseThrow();
      String why = missing.error().orElse("");
      return why.contains(" is hidden by ")
          ? language.id() + " cannot be started: " + why
          : language.id() + " is not installed here; " + LanguageProbe.remedy(language);
    }
    return whole
        .error()
        .or(() -> run.flatMap(CommandResult::error))
        .or(() -> compiled.flatMap(CommandResult::error))
        .orElse("the sandbox failed");
  }
}
