package dev.sce.judge.program;

import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.LimitOverrides;
import dev.sce.judge.language.Program;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A sample, ready to be compiled and run.
 *
 * @param build what compiles it
 * @param run makes the command of one test, within its limits
 * @param isRefused whether the first run says that the sample is no program at all
 */
record SampleProgram(
    Build build, Function<LimitOverrides, Command> run, Predicate<CommandResult> isRefused) {

  /** Returns a program as its language compiles and runs it. */
  static SampleProgram of(Program program) {
    return new SampleProgram(Build.of(program), program::runCommand, _ -> false);
  }
}
