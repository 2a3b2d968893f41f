package dev.sce.judge.program;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.Limits;
import dev.sce.Outcome;
import dev.sce.judge.Grade;
import dev.sce.judge.Grader;
import dev.sce.judge.GraderSettings;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.language.SyntaxCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges samples by what they print; see {@link StdinTask}. */
public final class StdinGrader implements Grader<StdinTask> {
  private final LanguageTable languages;

  /** Makes one that knows the languages of the shipped table. */
  public StdinGrader() {
    this(LanguageTable.standard());
  }

  /** Makes one that knows other languages. */
  public StdinGrader(LanguageTable languages) {
    this.languages = languages;
  }

  @Override
  public StdinGrader with(GraderSettings settings) {
    return new StdinGrader(settings.languages());
  }

  @Override
  public Class<StdinTask> taskType() {
    return StdinTask.class;
  }

  @Override
  public Step begin(StdinTask task, Sample sample) {
    if (task.tests().isEmpty()) {
      return Step.done(Verdict.MISSING_INFO, "the problem has no tests");
    }
    Launch launch = Launch.of(languages, task, sample).orElse(null);
    if (launch == null) {
      // The set's own language is known, so it is the sample that wants another one.
      return Step.done(
          Verdict.COMPILE_ERROR, "there is no language '" + sample.language() + "' in the table");
    }
    int compile = launch.compile().size();
    Step step =
        Step.run(executable(task, launch), result -> new Step.Done(grade(task, compile, result)));
    return launch.program() == null ? step : SyntaxCheck.decide(launch.program(), step);
  }

  private static Executable executable(StdinTask task, Launch launch) {
    int compile = launch.compile().size();
    Executable.Builder program =
        Executable.builder()
            .files(launch.files())
            .commands(launch.compile())
            .independentAfter(compile)
            .earlyStop((index, result) -> stops(task, index - compile, result));
    task.tests().forEach(test -> program.command(command(task, launch, test)));
    return program.build();
  }

  @Override
  public Optional<Language> language(StdinTask task, Sample sample) {
    return Launch.language(languages, sample);
  }

  private static Command command(StdinTask task, Launch launch, StdinTest test) {
    // Room for wrong output that is longer than the right one, so that it is judged as wrong.
    DataSize output =
        DataSize.ofBytes(Math.min((1L << 20) + 4L * test.expected().length(), 1L << 30));
    Limits limits =
        Limits.INHERITED
            .withWallTime(task.settings().testTime())
            .withMemory(task.settings().memory())
            .withOutput(output);
    return launch.run().apply(limits).withStdin(test.input());
  }

  /** Decides after a command: compile commands have negative numbers, tests begin at 0. */
  private static boolean stops(StdinTask task, int test, CommandResult result) {
    if (result.outcome().isNoVerdict() || (test == 0 && isNoProgram(result))) {
      return true;
    }
    if (test < 0) {
      return result.outcome() != Outcome.OK;
    }
    return task.settings().earlyStop()
        && test + 1 >= task.settings().alwaysRun()
        && judge(task, test, result).verdict() != Verdict.PASSED;
  }

  private static Grade grade(StdinTask task, int compile, ExecutionResult result) {
    CommandResult last = result.lastCommand().orElse(null);
    if (last == null || last.outcome().isNoVerdict()) {
      return Grade.of(Verdict.SANDBOX_FAULT, last == null ? result.error() : last.error());
    }
    List<CommandResult> all = result.commandResults();
    if (all.size() == 1 && last.outcome() == Outcome.NOT_STARTED) {
      return Grade.of(Verdict.MISSING_INFO, "its language is not installed: " + last.error());
    }
    boolean compiled = all.size() > compile && !isNoProgram(all.get(compile));
    if (!compiled) {
      return Grade.of(Verdict.COMPILE_ERROR, compileError(last));
    }
    return grade(task, result, all.subList(compile, all.size()));
  }

  /**
   * Whether the first test shows that there is nothing to run: the driver says that the text is no
   * program, or the compiler left none. Later tests cannot: code of the sample has run by then.
   */
  private static boolean isNoProgram(CommandResult first) {
    return StdinDriver.notAProgram(first) || first.outcome() == Outcome.NOT_STARTED;
  }

  private static Grade grade(StdinTask task, ExecutionResult result, List<CommandResult> runs) {
    List<TestResult> tests = new ArrayList<>();
    for (int i = 0; i < task.tests().size(); i++) {
      tests.add(i < runs.size() ? judge(task, i, runs.get(i)) : skipped(task.tests().get(i)));
    }
    TestResult failure =
        tests.stream().filter(test -> test.verdict() != Verdict.PASSED).findFirst().orElse(null);
    return new Grade(
        failure == null ? Verdict.PASSED : failure.verdict(),
        tests,
        result.elapsed(),
        peak(result),
        failure == null ? null : "test " + failure.name() + ": " + failure.detail());
  }

  private static String compileError(CommandResult result) {
    if (result.outcome() == Outcome.NOT_STARTED) {
      return "there is no program to run: " + result.error();
    }
    return result.timedOut() ? "compiling took too long" : cut(result.stderr().strip());
  }

  private static TestResult judge(StdinTask task, int index, CommandResult result) {
    StdinTest test = task.tests().get(index);
    return switch (result.outcome()) {
      case OK -> compare(task, test, result);
      case TIME_LIMIT, CPU_TIME_LIMIT ->
          test(test, Verdict.TIMED_OUT, result, "ran longer than allowed");
      case MEMORY_LIMIT ->
          test(test, Verdict.MEMORY_LIMIT, result, "used more memory than allowed");
      case OUTPUT_LIMIT -> test(test, Verdict.OUTPUT_LIMIT, result, "printed more than allowed");
      default -> test(test, Verdict.RUNTIME_ERROR, result, failure(result));
    };
  }

  private static TestResult compare(StdinTask task, StdinTest test, CommandResult result) {
    Optional<String> difference =
        task.checker().firstDifference(Blob.ofText(test.expected()), result.out().content());
    return difference.isEmpty()
        ? test(test, Verdict.PASSED, result, null)
        : test(test, Verdict.FAILED, result, difference.get());
  }

  private static TestResult test(
      StdinTest test, Verdict verdict, CommandResult result, @Nullable String detail) {
    return new TestResult(test.name(), verdict, result.runtime(), result.peakMemoryBytes(), detail);
  }

  private static TestResult skipped(StdinTest test) {
    return new TestResult(test.name(), Verdict.SKIPPED, null, null, "an earlier test had decided");
  }

  private static String failure(CommandResult result) {
    if (result.outcome() == Outcome.NOT_STARTED) {
      return "could not be started any more: " + result.error();
    }
    String end =
        result.signal() > 0 ? "signal " + result.signal() : "status " + result.returnCode();
    String line = lastLine(result);
    return line.isEmpty() ? "ended with " + end : "ended with " + end + ": " + line;
  }

  private static String lastLine(CommandResult result) {
    String text = result.stderr().strip();
    return cut(text.substring(text.lastIndexOf('\n') + 1));
  }

  private static String cut(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  private static @Nullable Long peak(ExecutionResult result) {
    return result.commandResults().stream()
        .map(CommandResult::peakMemoryBytes)
        .filter(Objects::nonNull)
        .max(Long::compare)
        .orElse(null);
  }
}
