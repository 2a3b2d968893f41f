package dev.sce.eval.stdin;

import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.Limits;
import dev.sce.eval.Grade;
import dev.sce.eval.Grader;
import dev.sce.eval.Sample;
import dev.sce.eval.Step;
import dev.sce.eval.TestResult;
import dev.sce.eval.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Judges samples by what they print; see {@link StdinTask}. */
public final class StdinGrader implements Grader<StdinTask> {
  /** Makes one; all are alike. */
  public StdinGrader() {}

  @Override
  public Class<StdinTask> taskType() {
    return StdinTask.class;
  }

  @Override
  public Step begin(StdinTask task, Sample sample) {
    if (task.tests().isEmpty()) {
      return Step.done(Verdict.MISSING_INFO, "the problem has no tests");
    }
    String language = sample.language();
    if (language != null && !language.toLowerCase(Locale.ROOT).startsWith("py")) {
      return Step.done(Verdict.MISSING_INFO, "only Python programs can be run, not " + language);
    }
    return Step.run(program(task, sample), result -> new Step.Done(grade(task, result)));
  }

  private static Executable program(StdinTask task, Sample sample) {
    String code = sample.complete() ? sample.code() : task.prompt() + sample.code();
    Executable.Builder program =
        Executable.builder()
            .file("main.py", StdinDriver.source(task.settings()))
            .file("solution.py", code)
            .earlyStop((index, result) -> stops(task, index, result));
    task.tests().forEach(test -> program.command(command(task, test)));
    return program.build();
  }

  private static Command command(StdinTask task, StdinTest test) {
    // Room for wrong output that is longer than the right one, so that it is judged as wrong.
    DataSize output =
        DataSize.ofBytes(Math.min((1L << 20) + 4L * test.expected().length(), 1L << 30));
    Limits limits =
        Limits.INHERITED
            .withWallTime(task.settings().testTime())
            .withMemory(task.settings().memory())
            .withOutput(output);
    return Command.of("python3", "main.py").withStdin(test.input()).withLimits(limits);
  }

  private static boolean stops(StdinTask task, int index, CommandResult result) {
    if (result.hadUnexpectedError() || (index == 0 && StdinDriver.notAProgram(result))) {
      return true;
    }
    return task.settings().earlyStop()
        && index + 1 >= task.settings().alwaysRun()
        && judge(task, index, result).verdict() != Verdict.PASSED;
  }

  private static Grade grade(StdinTask task, ExecutionResult result) {
    CommandResult last = result.lastCommand().orElse(null);
    if (last == null || last.hadUnexpectedError()) {
      return Grade.of(Verdict.SANDBOX_FAULT, last == null ? result.error() : last.error());
    }
    if (StdinDriver.notAProgram(result.commandResults().getFirst())) {
      return Grade.of(Verdict.COMPILE_ERROR, lastLine(last));
    }
    List<TestResult> tests = new ArrayList<>();
    for (int i = 0; i < task.tests().size(); i++) {
      tests.add(
          i < result.commandResults().size()
              ? judge(task, i, result.commandResults().get(i))
              : skipped(task.tests().get(i)));
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
    if (task.rule().accepts(test.expected(), result.stdout())) {
      return test(test, Verdict.PASSED, result, null);
    }
    String detail = "expected " + shown(test.expected()) + ", got " + shown(result.stdout());
    return test(test, Verdict.FAILED, result, detail);
  }

  private static TestResult test(
      StdinTest test, Verdict verdict, CommandResult result, @Nullable String detail) {
    return new TestResult(test.name(), verdict, result.runtime(), result.peakMemoryBytes(), detail);
  }

  private static TestResult skipped(StdinTest test) {
    return new TestResult(test.name(), Verdict.SKIPPED, null, null, "an earlier test had decided");
  }

  private static String failure(CommandResult result) {
    String end =
        result.signal() > 0 ? "signal " + result.signal() : "status " + result.returnCode();
    String line = lastLine(result);
    return line.isEmpty() ? "ended with " + end : "ended with " + end + ": " + line;
  }

  private static String lastLine(CommandResult result) {
    String text = result.stderr().strip();
    return cut(text.substring(text.lastIndexOf('\n') + 1));
  }

  private static String shown(String text) {
    return "'" + cut(text).replace("\n", "\\n") + "'";
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
