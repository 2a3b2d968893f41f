package dev.sce.eval.contest;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.ExecutionResult;
import dev.sce.Limits;
import dev.sce.eval.Grade;
import dev.sce.eval.Step;
import dev.sce.eval.TestResult;
import dev.sce.eval.Verdict;
import dev.sce.eval.check.Checker;
import dev.sce.eval.language.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One program on all tests of a problem: compiled, then run once for each. */
final class TestRun {
  /** What a wrong program may print beyond the size of the answer before it is stopped. */
  private static final long SPARE_OUTPUT = DataSize.ofMebibytes(1).bytes();

  private final IoTask task;
  private final Build build;
  private final @Nullable Checker checker;

  /**
   * Makes one.
   *
   * @param checker compares outputs; absent when somebody else will judge them
   */
  TestRun(IoTask task, Program program, @Nullable Checker checker) {
    this.task = task;
    this.build = Build.of(program);
    this.checker = checker;
  }

  IoTask task() {
    return task;
  }

  /** Returns the step that compiles and runs, then goes on unless there is nothing to judge. */
  Step begin(Function<ExecutionResult, Step> then) {
    List<Command> commands =
        task.tests().stream()
            .map(test -> build.program().runCommand(limits(test)).withStdin(test.input()))
            .toList();
    return Step.run(
        build.with(commands, this::stops),
        result -> {
          Optional<Grade> failure = build.failure(result);
          return failure.isPresent() ? new Step.Done(failure.get()) : then.apply(result);
        });
  }

  /** Output that can only be compared is bounded by the answer, so that tests do not pile up. */
  private Limits limits(IoTest test) {
    DataSize output = task.limits().output();
    if (checker == null || output == null) {
      return task.limits();
    }
    long enough = 2L * test.answer().size() + SPARE_OUTPUT;
    return task.limits().withOutput(DataSize.ofBytes(Math.min(output.bytes(), enough)));
  }

  private boolean stops(int index, CommandResult result) {
    return task.stopAtFirstFailure() && judge(index, result).verdict() != Verdict.PASSED;
  }

  /**
   * Returns what is known of every test; where nobody compares, PASSED means "has to be judged".
   */
  List<TestResult> tests(ExecutionResult result) {
    List<CommandResult> runs = build.later(result);
    List<TestResult> tests = new ArrayList<>(task.tests().size());
    for (int i = 0; i < task.tests().size(); i++) {
      tests.add(i < runs.size() ? judge(i, runs.get(i)) : skipped(i));
    }
    return tests;
  }

  /** Returns what the program printed at a test. */
  Blob output(ExecutionResult result, int test) {
    return build.later(result).get(test).out().content();
  }

  private TestResult skipped(int index) {
    return new TestResult(task.tests().get(index).name(), Verdict.SKIPPED, null, null, null);
  }

  private TestResult judge(int index, CommandResult run) {
    IoTest test = task.tests().get(index);
    Verdict verdict = Verdicts.of(run);
    String detail = Verdicts.detail(run);
    if (verdict == Verdict.PASSED && checker != null) {
      Optional<String> difference = checker.firstDifference(test.answer(), run.out().content());
      verdict = difference.isEmpty() ? Verdict.PASSED : Verdict.FAILED;
      detail = difference.orElse(null);
    }
    return new TestResult(test.name(), verdict, run.runtime(), run.peakMemoryBytes(), detail);
  }

  /** Returns the judgement of the sample: that of the first test that did not pass. */
  Grade grade(ExecutionResult result, List<TestResult> tests) {
    return grade(tests, result.elapsed());
  }

  static Grade grade(List<TestResult> tests, Duration runtime) {
    Verdict verdict = Verdict.PASSED;
    String detail = null;
    Long peak = null;
    for (TestResult test : tests) {
      if (verdict == Verdict.PASSED && test.verdict() != Verdict.PASSED) {
        verdict = test.verdict();
        detail = test.name() + (test.detail() == null ? "" : ": " + test.detail());
      }
      Long memory = test.peakMemoryBytes();
      peak = memory != null && (peak == null || memory > peak) ? memory : peak;
    }
    return new Grade(verdict, tests, runtime, peak, detail);
  }
}
