package dev.sce.judge.language;

import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.LimitOverrides;
import dev.sce.Outcome;
import dev.sce.judge.Grade;
import dev.sce.judge.Step;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells programs of interpreted languages that are none from those that fail, so that a syntax
 * error is a {@link Verdict#COMPILE_ERROR} as it is where there is a compiler.
 *
 * <p>Asks the interpreter, in a sandbox of its own, and only for a program that failed whenever it
 * was run: all others pay nothing. The main file is looked at, not what it loads.
 */
public final class SyntaxCheck {
  /**
   * How an interpreter checks a file without running it.
   *
   * @param program how its name begins
   * @param arguments what follows its name
   * @param said what it says of a file that is no program; empty where its status tells
   */
  private record Check(String program, List<String> arguments, String said) {}

  private static final String PYTHON =
      "import sys; compile(open(sys.argv[1], 'rb').read(), sys.argv[1], 'exec')";

  private static final String R = "invisible(parse(commandArgs(TRUE)[1]))";

  /** Perl runs some code even so, and a module that is missing then is no syntax error. */
  private static final List<Check> CHECKS =
      List.of(
          new Check("python", List.of("-c", PYTHON, "{source}"), ""),
          new Check("pypy", List.of("-c", PYTHON, "{source}"), ""),
          new Check("node", List.of("--check", "{source}"), ""),
          new Check("ruby", List.of("-c", "{source}"), ""),
          new Check("perl", List.of("-c", "{source}"), "had compilation errors"),
          new Check("php", List.of("-l", "{source}"), ""),
          new Check("lua", List.of("-e", "assert(loadfile(arg[1]))", "-", "{source}"), ""),
          new Check("Rscript", List.of("--vanilla", "-e", R, "{source}"), ""),
          new Check("bash", List.of("-n", "{source}"), ""),
          new Check("sh", List.of("-n", "{source}"), ""));

  private static final Duration TIME = Duration.ofSeconds(10);
  private static final DataSize MEMORY = DataSize.ofGibibytes(1);
  private static final DataSize OUTPUT = DataSize.ofKibibytes(64);

  private SyntaxCheck() {}

  /** Returns a step whose judgement of a program is a compile error when it has a syntax error. */
  public static Step decide(Program program, Step step) {
    return find(program.language()).isEmpty() ? step : checked(program, step);
  }

  /**
   * Goes on with the judgement of a program that failed, which is a compile error when the program
   * has a syntax error.
   */
  public static Step decide(Program program, Grade failed, Function<Grade, Step> then) {
    Optional<Check> check = find(program.language());
    return check.isEmpty()
        ? then.apply(failed)
        : Step.run(
            executable(program, check.get()),
            result -> then.apply(decide(check.get(), failed, result)));
  }

  private static Optional<Check> find(Language language) {
    if (language.isCompiled()) {
      return Optional.empty();
    }
    String interpreter = language.run().getFirst();
    String name = interpreter.substring(interpreter.lastIndexOf('/') + 1);
    return CHECKS.stream().filter(check -> name.startsWith(check.program)).findFirst();
  }

  private static Step checked(Program program, Step step) {
    return switch (step) {
      case Step.Run run ->
          new Step.Run(run.programs(), results -> checked(program, run.then().apply(results)));
      case Step.Done done when hasAlwaysFailed(done.grade()) ->
          decide(program, done.grade(), Step.Done::new);
      case Step.Done done -> done;
    };
  }

  private static boolean hasAlwaysFailed(Grade grade) {
    return grade.verdict() == Verdict.RUNTIME_ERROR
        && grade.tests().stream()
            .map(TestResult::verdict)
            .allMatch(verdict -> verdict == Verdict.RUNTIME_ERROR || verdict == Verdict.SKIPPED);
  }

  private static Executable executable(Program program, Check check) {
    List<String> argv = new ArrayList<>();
    argv.add(program.language().run().getFirst());
    argv.addAll(check.arguments);
    LimitOverrides limits =
        program.scaled(
            LimitOverrides.NONE
                .withWallTime(TIME.multipliedBy(3))
                .withCpuTime(TIME)
                .withMemory(MEMORY)
                .withOutput(OUTPUT));
    Command command = program.command(argv, MEMORY).withLimits(limits);
    return Executable.builder().files(program.files()).command(command).build();
  }

  /** Only a plain "no" counts; whatever else becomes of the check leaves what is known. */
  private static Grade decide(Check check, Grade grade, ExecutionResult result) {
    CommandResult said = result.lastCommand().orElse(null);
    if (said == null
        || said.outcome() != Outcome.NONZERO_EXIT
        || !said.stderr().contains(check.said)) {
      return grade;
    }
    return new Grade(
        Verdict.COMPILE_ERROR,
        List.of(),
        grade.runtime(),
        grade.peakMemory(),
        CompileMessage.of(said));
  }
}
