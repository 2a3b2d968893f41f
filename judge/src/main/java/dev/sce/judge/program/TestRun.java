package dev.sce.judge.program;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.ExecutionResult;
import dev.sce.Limits;
import dev.sce.judge.Grade;
import dev.sce.judge.Step;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One program on all tests of a problem: compiled, then run once for each. */
final class TestRun {
  /** What a wrong program may print beyond the size of the answer before it is stopped. */
  private static final long SPARE_OUTPUT = DataSize.ofMebibytes(1).bytes();

  /** What a program may print at all tests together, where outputs are judged afterwards. */
  private static final long KEPT_OUTPUT = DataSize.ofMebibytes(256).bytes();

  private final ProgramTask task;
  private final Build build;
  private final Judging.@Nullable Compare compare;

  /**
   * Makes one.
   *
   * @param compare how outputs are compared; absent when somebody else will judge them
   */
  TestRun(ProgramTask task, Program program, Judging.@Nullable Compare compare) {
    this.task = task;
    this.build = Build.of(program);
    this.compare = compare;
  }

  ProgramTask task() {
    return task;
  }

  /** Returns the step that compiles and runs, then goes on unless there is nothing to judge. */
  Step begin(Function<ExecutionResult, Step> then) {
    List<Command> commands =
        task.tests().stream()
            .map(test -> command(build.program(), test, limits(test)).withStdin(test.input()))
            .toList();
    return Step.run(
        build.with(commands, stop()),
        result -> {
          Optional<Grade> failure = build.failure(result, commands.getFirst());
          return failure.isPresent() ? new Step.Done(failure.get()) : then.apply(result);
        });
  }

  /** Returns the command that runs a program at a test. */
  static Command command(Program program, ProgramTest test, Limits limits) {
    Command run = program.runCommand(limits);
    if (test.arguments().isEmpty()) {
      return run;
    }
    List<String> argv = new ArrayList<>(run.argv());
    argv.addAll(test.arguments());
    return Command.of(argv).withEnvironment(run.environment()).withLimits(run.limits());
  }

  /** Output that can only be compared is bounded by the answer, so that tests do not pile up. */
  private Limits limits(ProgramTest test) {
    DataSize output = task.limits().output();
    if (compare == null || output == null) {
      return task.limits();
    }
    long enough = 2L * test.answer().size() + SPARE_OUTPUT;
    return task.limits().withOutput(DataSize.ofBytes(Math.min(output.bytes(), enough)));
  }

  private Build.Stop stop() {
    return new Build.Stop() {
      private long printed;

      @Override
      public boolean after(int index, CommandResult result) {
        printed = (index == 0 ? 0 : printed) + result.out().content().size();
        return isTooMuch(printed)
            || (task.stopAtFirstFailure() && judge(index, result).verdict() != Verdict.PASSED);
      }
    };
  }

  /** Outputs that are judged later are all kept until then. */
  private boolean isTooMuch(long printed) {
    return compare == null && printed > KEPT_OUTPUT + 2 * answers();
  }

  private long answers() {
    return task.tests().stream().mapToLong(test -> test.answer().size()).sum();
  }

  /**
   * Returns what is known of every test; where nobody compares, PASSED means "has to be judged".
   */
  List<TestResult> tests(ExecutionResult result) {
    List<CommandResult> runs = build.later(result);
    List<TestResult> tests = new ArrayList<>(task.tests().size());
    long printed = 0;
    for (int i = 0; i < task.tests().size(); i++) {
      printed += i < runs.size() ? runs.get(i).out().content().size() : 0;
      tests.add(
          i >= runs.size()
              ? skipped(i)
              : isTooMuch(printed) ? tooMuch(i, runs.get(i)) : judge(i, runs.get(i)));
    }
    return tests;
  }

  /** Returns what the program printed at a test. */
  Blob output(ExecutionResult result, int test) {
    return build.later(result).get(test).out().content();
  }

  private TestResult tooMuch(int index, CommandResult run) {
    return new TestResult(
        task.tests().get(index).name(),
        Verdict.OUTPUT_LIMIT,
        run.runtime(),
        run.peakMemoryBytes(),
        "the outputs of all tests together are too much to be judged");
  }

  private TestResult skipped(int index) {
    return new TestResult(task.tests().get(index).name(), Verdict.SKIPPED, null, null, null);
  }

  private TestResult judge(int index, CommandResult run) {
    ProgramTest test = task.tests().get(index);
    Verdict verdict = RunVerdicts.of(run);
    String detail = RunVerdicts.detail(run);
    if (verdict == Verdict.PASSED && compare != null) {
      Optional<String> difference =
          compare.checker(test).firstDifference(test.answer(), run.out().content());
      verdict = difference.isEmpty() ? Verdict.PASSED : Verdict.FAILED;
      detail = difference.orElse(null);
    }
    return new TestResult(test.name(), verdict, run.runtime(), run.peakMemoryBytes(), detail);
  }

  /** Returns the judgement of the sample: that of the first test that did not pass. */
  Grade grade(ExecutionResult result, List<TestResult> tests) {
    return Grade.ofTests(tests, result.elapsed());
  }
}
