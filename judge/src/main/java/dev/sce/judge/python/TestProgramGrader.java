package dev.sce.judge.python;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.judge.Grade;
import dev.sce.judge.Grader;
import dev.sce.judge.PeakMemory;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.judge.call.Python3;
import dev.sce.judge.resource.Resource;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Judges {@link TestProgramTask}s: tests and sample are one process, whose report stands behind a
 * mark that nobody could know before the sample began. A sample that ends early, or prints whatever
 * it likes, has not passed; one that looks for the mark in its own process can forge its verdict.
 * Every judgement says so.
 */
public final class TestProgramGrader implements Grader<TestProgramTask> {
  /** Begins the detail of every judgement. */
  public static final String ONE_PROGRAM = "tests and sample were one program";

  private static final Blob MAIN =
      Blob.ofText(Resource.text(TestProgramGrader.class, "test_program.py"));

  private static final int MARK_BYTES = 16;

  private final SecureRandom random = new SecureRandom();

  /** Makes one. */
  public TestProgramGrader() {}

  @Override
  public Class<TestProgramTask> taskType() {
    return TestProgramTask.class;
  }

  @Override
  public Step begin(TestProgramTask task, Sample sample) {
    return Python3.refusal(sample).orElseGet(() -> judge(task, sample));
  }

  private Step judge(TestProgramTask task, Sample sample) {
    byte[] bytes = new byte[MARK_BYTES];
    random.nextBytes(bytes);
    String mark = HexFormat.of().formatHex(bytes);
    Command command =
        Command.of("python3", "main.py")
            .withStdin(mark + " " + task.framework().label() + "\n")
            .withLimits(task.limits());
    Executable program =
        Executable.builder()
            .file("main.py", MAIN)
            .file("given.py", task.before())
            .file("solution.py", task.before() + Programs.of(task.prompt(), sample))
            .file("test_solution.py", task.tests())
            .command(command)
            .build();
    return Step.run(program, result -> new Step.Done(grade(mark, result)));
  }

  private static Grade grade(String mark, ExecutionResult result) {
    CommandResult run = result.lastCommand().orElse(null);
    if (run == null || result.outcome().isInconclusive()) {
      return Grade.of(Verdict.SANDBOX_FAULT, result.error().orElse("nothing was run"));
    }
    JsonNode report = report(mark, run);
    return report == null ? unfinished(run) : grade(report, run);
  }

  private static @Nullable JsonNode report(String mark, CommandResult run) {
    for (String line : run.stdout().split("\n", -1)) {
      if (line.startsWith(mark + " ")) {
        try {
          return Requests.MAPPER.readTree(line.substring(mark.length()));
        } catch (JacksonException e) {
          return null;
        }
      }
    }
    return null;
  }

  private static Grade grade(JsonNode report, CommandResult run) {
    if (report.has("missing")) {
      return Grade.of(
          Verdict.MISSING_INFO,
          report.path("missing").asString("")
              + " is not installed for python3; install the package that has it, mostly with"
              + " 'python3 -m pip install' and its name");
    }
    List<TestResult> tests = new ArrayList<>();
    for (JsonNode test : report.path("tests")) {
      tests.add(
          TestResult.notMeasured(
              test.path("name").asString(""),
              verdict(test.path("verdict").asString("")),
              test.path("text").asStringOpt().orElse(null)));
    }
    Verdict verdict =
        report.has("syntax")
            ? Verdict.COMPILE_ERROR
            : report.path("passed").asBoolean(false) ? Verdict.PASSED : Verdict.FAILED;
    String why = report.path("syntax").asStringOpt().orElseGet(() -> firstFailure(tests));
    return graded(verdict, tests, run, verdict == Verdict.PASSED ? "" : why);
  }

  private static Verdict verdict(String name) {
    return switch (name) {
      case "passed" -> Verdict.PASSED;
      case "skipped" -> Verdict.SKIPPED;
      case "error" -> Verdict.RUNTIME_ERROR;
      default -> Verdict.FAILED;
    };
  }

  private static String firstFailure(List<TestResult> tests) {
    return tests.stream()
        .filter(TestResult::failed)
        .findFirst()
        .map(test -> test.name() + (test.detail() == null ? "" : ": " + test.detail()))
        .orElse(tests.isEmpty() ? "there were no tests" : "all tests were skipped");
  }

  private static Grade unfinished(CommandResult run) {
    Verdict verdict =
        switch (run.outcome()) {
          case TIME_LIMIT, CPU_TIME_LIMIT -> Verdict.TIMED_OUT;
          case MEMORY_LIMIT -> Verdict.MEMORY_LIMIT;
          case OUTPUT_LIMIT -> Verdict.OUTPUT_LIMIT;
          default -> Verdict.RUNTIME_ERROR;
        };
    String how = "ended before its last test, by " + run.outcome();
    return graded(verdict, List.of(), run, how + " with return code " + run.returnCode());
  }

  private static Grade graded(
      Verdict verdict, List<TestResult> tests, CommandResult run, String why) {
    String detail = ONE_PROGRAM + (why.isEmpty() ? "" : ": " + why);
    return new Grade(verdict, tests, run.runtime(), PeakMemory.of(run), detail);
  }
}
