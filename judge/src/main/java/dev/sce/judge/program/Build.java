package dev.sce.judge.program;

import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.Outcome;
import dev.sce.judge.Grade;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.CompileMessage;
import dev.sce.judge.language.LanguageProbe;
import dev.sce.judge.language.Program;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sample's program with its compile commands in front of others, all in one sandbox.
 *
 * @param program the program
 * @param compile its compile commands
 */
public record Build(Program program, List<Command> compile) {

  /** Returns the build of a program. */
  public static Build of(Program program) {
    return new Build(program, program.compileCommands());
  }

  /** Says after each of the later commands whether to stop. */
  public interface Stop {
    /**
     * Whether to skip the rest.
     *
     * @param index of the command among the later ones, from 0
     */
    boolean after(int index, CommandResult result);
  }

  /**
   * Returns the executable that compiles, and runs the other commands when that went well, each
   * from what the compiler left.
   */
  public Executable with(List<Command> commands, Stop stop) {
    return Executable.builder()
        .files(program.files())
        .commands(compile)
        .commands(commands)
        .independentAfter(compile.size())
        .earlyStop(
            (index, result) ->
                index < compile.size()
                    ? result.outcome() != Outcome.OK
                    : stop.after(index - compile.size(), result))
        .build();
  }

  /** Returns the results of the other commands. */
  public List<CommandResult> later(ExecutionResult result) {
    List<CommandResult> all = result.commandResults();
    return all.subList(Math.min(compile.size(), all.size()), all.size());
  }

  /**
   * Returns the judgement when there is nothing to judge by: it did not compile, its language is
   * not installed, or the sandbox failed.
   *
   * @param run what the first of the other commands runs
   */
  public Optional<Grade> failure(ExecutionResult result, Command run) {
    if (result.outcome().isInconclusive()) {
      Optional<String> why =
          result.error().or(() -> result.lastCommand().flatMap(CommandResult::error));
      return Optional.of(Grade.of(Verdict.SANDBOX_FAULT, why.orElse(null)));
    }
    List<CommandResult> all = result.commandResults();
    List<CommandResult> compiled = all.subList(0, Math.min(compile.size(), all.size()));
    for (int i = 0; i < compiled.size(); i++) {
      CommandResult step = compiled.get(i);
      if (step.outcome() == Outcome.NOT_STARTED && isTool(compile.get(i))) {
        return Optional.of(notInstalled(step));
      }
      if (step.outcome() != Outcome.OK) {
        Grade grade = Grade.of(Verdict.COMPILE_ERROR, CompileMessage.of(step));
        return Optional.of(grade);
      }
    }
    return notRun(all, run);
  }

  private Optional<Grade> notRun(List<CommandResult> all, Command run) {
    if (all.isEmpty()) {
      return Optional.of(Grade.of(Verdict.SANDBOX_FAULT, "nothing was run"));
    }
    // The first run tells; a later one may lack what an earlier one has removed.
    CommandResult first = all.get(Math.min(compile.size(), all.size() - 1));
    if (first.outcome() != Outcome.NOT_STARTED) {
      return Optional.empty();
    }
    return Optional.of(
        isTool(run)
            ? notInstalled(first)
            : Grade.of(
                Verdict.COMPILE_ERROR, "there is no program to run; the compiler left none"));
  }

  /**
   * Whether a command runs a tool of the machine, which no sample can take away, rather than what a
   * compiler should have made of the sample. Only asked before code of the sample has run.
   */
  private static boolean isTool(Command command) {
    String program = command.argv().getFirst();
    return program.indexOf('/') < 0 || program.startsWith("/");
  }

  private Grade notInstalled(@Nullable CommandResult step) {
    String why = step == null ? "" : step.error().map(said -> " (" + said + ")").orElse("");
    return Grade.of(
        Verdict.MISSING_INFO,
        program.language().id()
            + " is not installed"
            + why
            + "; "
            + LanguageProbe.remedy(program.language()));
  }
}
