package dev.sce.eval.asserts;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.ExecutionResult;
import dev.sce.Limits;
import dev.sce.eval.Grade;
import dev.sce.eval.Step;
import dev.sce.eval.Verdict;
import dev.sce.eval.asserts.Harness.Shared;
import dev.sce.eval.asserts.Harness.Side;
import dev.sce.eval.contest.Build;
import dev.sce.eval.language.CompileCache.Compiled;
import dev.sce.eval.language.Language;
import dev.sce.eval.language.Program;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

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
record OneProgram(AssertTask task, Language language, String source, String why) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern RUST_PASSED = Pattern.compile("test result: ok\\. [1-9]\\d* passed");

  /**
   * What prints the mark, in languages that run a file from its first to its last line. Not in Lua
   * and Ruby: MultiPL-E's suites end the program there (LuaUnit), or run when it ends (Test::Unit),
   * so nothing can be last.
   */
  private static final Map<String, String> LAST_LINES =
      Map.of(
          "python", "print('%s')",
          "javascript", "console.log('%s');",
          "typescript", "console.log('%s');",
          "php", "echo \"%s\\n\";",
          "perl", "print \"%s\\n\";",
          "r", "cat('%s\\n')",
          "bash", "echo '%s'");

  /** Returns what has to be made once before. */
  Optional<Shared> shared() {
    return language.id().equals("rust") ? rust().shared() : Optional.empty();
  }

  /** Runs it. */
  Step begin(Compiled shared) {
    if (shared.problem() != null) {
      return Step.done(Verdict.MISSING_INFO, shared.problem());
    }
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    String mark = "sce-" + HexFormat.of().formatHex(random);
    return language.id().equals("rust") ? beginRust(shared) : begin(mark);
  }

  private Step begin(String mark) {
    Program program = Program.of(language, text(mark));
    Build build = Build.of(program);
    Command run = program.runCommand(limits());
    boolean marked = LAST_LINES.containsKey(language.id()) || isCpp();
    return run(build, run, stdout -> !marked || lastLine(stdout).endsWith(mark));
  }

  private boolean isCpp() {
    return language.id().equals("cpp");
  }

  private String text(String mark) {
    if (isCpp()) {
      // main may end without a return, other functions may not: a void one of another name can.
      String tests = task.tests().replaceFirst("\\bint\\s+main\\s*\\(", "void sce_main(");
      return source
          + "\n"
          + tests
          + "\n#include <stdio.h>\nint main() { sce_main(); puts(\""
          + mark
          + "\"); }\n";
    }
    String line = LAST_LINES.get(language.id());
    return source + "\n" + task.tests() + "\n" + (line == null ? "" : line.formatted(mark) + "\n");
  }

  private Side rust() {
    return RustHarness.together(task, language, source);
  }

  private Step beginRust(Compiled shared) {
    Side side = rust();
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>(shared.files());
    files.putAll(side.files());
    Build build = new Build(new Program(language, files), side.compile());
    Command run = Command.of(side.argv()).withLimits(limits());
    return run(build, run, stdout -> RUST_PASSED.matcher(stdout).find());
  }

  /** Builds and runs; the output tells whether the tests ran to their end. */
  private Step run(Build build, Command command, Predicate<String> ranToItsEnd) {
    return Step.run(
        build.with(List.of(command), (_, _) -> true),
        result ->
            new Step.Done(
                build.failure(result).orElseGet(() -> grade(build, result, ranToItsEnd))));
  }

  private Limits limits() {
    return new Program(language, Harness.files("none", "")).scaled(task.limits());
  }

  /** Returns the last line, which may begin with what the tests printed without a line end. */
  private static String lastLine(String stdout) {
    return stdout.lines().reduce("", (_, line) -> line);
  }

  private Grade grade(Build build, ExecutionResult result, Predicate<String> ranToItsEnd) {
    CommandResult run = build.later(result).getLast();
    Verdict verdict = Endings.of(run);
    if (run.returnCode() == 0 && verdict == Verdict.RUNTIME_ERROR) {
      verdict = ranToItsEnd.test(run.stdout()) ? Verdict.PASSED : Verdict.FAILED;
    } else if (verdict == Verdict.RUNTIME_ERROR) {
      verdict = Verdict.FAILED;
    }
    String said = verdict == Verdict.PASSED ? "" : "; " + firstLine(run);
    String detail = "tests and sample were one program: " + why + said;
    return new Grade(verdict, List.of(), result.elapsed(), run.peakMemoryBytes(), detail);
  }

  private static String firstLine(CommandResult run) {
    return run.stderr().lines().filter(line -> !line.isBlank()).findFirst().orElse("");
  }
}
