package dev.sce.judge.harness;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.ExecutionResult;
import dev.sce.judge.Grade;
import dev.sce.judge.PeakMemory;
import dev.sce.judge.Step;
import dev.sce.judge.Verdict;
import dev.sce.judge.harness.Harness.Shared;
import dev.sce.judge.harness.Harness.Side;
import dev.sce.judge.harness.StubCheck.Built;
import dev.sce.judge.language.CompileCache.Compiled;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.Program;
import dev.sce.judge.language.SyntaxCheck;
import dev.sce.judge.program.Build;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tests and sample as one program: the last resort, where the two cannot be told apart.
 *
 * <p>A pass needs status 0 and, where the language lets it, a mark that the program prints after
 * its last test, new at every run. So a sample that ends early, or prints what it thinks the mark
 * is, does not pass. One that reads its own source text and prints the mark it finds there does:
 * this is no protection against a sample that knows it, and every judgement made this way says so.
 *
 * @param task the problem
 * @param language of problem and sample
 * @param source the whole text of the sample
 * @param why there is no better way, for people
 */
record OneProgram(HarnessTask task, Language language, String source, String why) {
  private static final String ONE_PROGRAM = "tests and sample were one program: ";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Returns what has to be made once before. */
  Optional<Shared> shared() {
    return language.family().equals("rust")
        ? RustHarness.together(task, language, "").shared()
        : Optional.empty();
  }

  /**
   * Runs it.
   *
   * @param then goes on with the judgement
   */
  Step begin(Compiled shared, Function<Grade, Step> then) {
    if (shared.problem() != null) {
      return Step.done(Verdict.MISSING_INFO, shared.problem());
    }
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    LastLine last = new LastLine(language, task.tests(), "sce-" + HexFormat.of().formatHex(random));
    Built built = built(shared, last);
    Build build = new Build(built.program(), built.compile());
    return Step.run(
        build.with(List.of(built.run()), (_, _) -> true),
        result ->
            build
                .failure(result, built.run())
                .map(then)
                .orElseGet(() -> judged(built, build, result, last, then)));
  }

  private Step judged(
      Built built, Build build, ExecutionResult result, LastLine last, Function<Grade, Step> then) {
    Grade grade = grade(build, result, last);
    boolean mayBeNoProgram =
        grade.verdict() == Verdict.FAILED && build.later(result).getLast().returnCode() != 0;
    return mayBeNoProgram
        ? SyntaxCheck.decide(built.program(), grade, checked -> then.apply(marked(checked)))
        : then.apply(grade);
  }

  private Grade marked(Grade grade) {
    return grade.verdict() == Verdict.COMPILE_ERROR
        ? grade.withDetail(ONE_PROGRAM + why + "; " + grade.detail())
        : grade;
  }

  /** Returns the program without a sample's run, to see whether it could run at all. */
  Built built(Compiled shared) {
    return built(shared, new LastLine(language, task.tests(), "sce"));
  }

  private Built built(Compiled shared, LastLine last) {
    if (language.family().equals("rust")) {
      return rust(shared, last);
    }
    Program program =
        Program.of(SetSettings.of(language, task.tests()), last.text(source))
            .withFiles(JavaTuples.neededBy(language.family().equals("java") ? source : ""));
    return new Built(program, program.compileCommands(), program.runCommand(task.limits()));
  }

  private Built rust(Compiled shared, LastLine last) {
    Side side = RustHarness.together(task, language, last.text(source));
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>(shared.files());
    files.putAll(side.files());
    Program program = new Program(language, files);
    Command run = Command.of(side.argv()).withLimits(program.scaled(task.limits()));
    return new Built(program, side.compile(), run);
  }

  private Grade grade(Build build, ExecutionResult result, LastLine last) {
    CommandResult run = build.later(result).getLast();
    Verdict verdict = ExitVerdicts.of(run);
    if (run.returnCode() == 0 && verdict == Verdict.RUNTIME_ERROR) {
      verdict = last.reached(run) && !last.complained(run) ? Verdict.PASSED : Verdict.FAILED;
    } else if (verdict == Verdict.RUNTIME_ERROR) {
      verdict = Verdict.FAILED;
    }
    String said = verdict == Verdict.PASSED ? "" : "; " + reason(run);
    String detail = ONE_PROGRAM + why + said;
    return new Grade(verdict, List.of(), result.elapsed(), PeakMemory.of(run), detail);
  }

  private static String reason(CommandResult run) {
    return run.stderr()
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse(
            run.returnCode() == 0
                ? "it ended before its last test"
                : "exit status " + run.returnCode());
  }
}
