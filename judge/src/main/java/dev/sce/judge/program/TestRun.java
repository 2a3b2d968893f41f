package dev.sce.judge.program;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.ExecutionResult;
import dev.sce.LimitOverrides;
import dev.sce.Outcome;
import dev.sce.judge.Grade;
import dev.sce.judge.Step;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.CompileMessage;
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

  private static final int CONTEST_ANSWERS = 2;

  private final List<ProgramTest> tests;
  private final TestRules rules;
  private final SampleProgram program;
  private final Build build;
  private final Judging.@Nullable Compare compare;

  /**
   * Makes one.
   *
   * @param compare how outputs are compared; absent when somebody else will judge them
   */
  TestRun(
      List<ProgramTest> tests,
      TestRules rules,
      SampleProgram program,
      Judging.@Nullable Compare compare) {
    this.tests = tests;
    this.rules = rules;
    this.program = program;
    this.build = program.build();
    this.compare = compare;
  }

  /** Returns the run of a program on the tests of a contest problem. */
  static TestRun of(ProgramTask task, Program program, Judging.@Nullable Compare compare) {
    TestRules rules =
        new TestRules(task.limits(), CONTEST_ANSWERS, task.stopAtFirstFailure(), 0, task.files());
    return new TestRun(task.tests(), rules, SampleProgram.of(program), compare);
  }

  ProgramTest test(int index) {
    return tests.get(index);
  }

  /** Returns the step that compiles and runs, then goes on unless there is nothing to judge. */
  Step begin(Function<ExecutionResult, Step> then) {
    List<Command> commands = tests.stream().map(this::command).toList();
    return Step.run(
        build.with(commands, stop()),
        result ->
            build
                .failure(result, commands.getFirst())
                .or(() -> refusal(result))
                .<Step>map(Step.Done::new)
                .orElseGet(() -> then.apply(result)));
  }

  private Command command(ProgramTest test) {
    Command run = withArguments(program.run().apply(limits(test)), test);
    ProgramFiles files = rules.files();
    return (files == null ? run : files.around(run)).withStdin(test.input());
  }

  /** Returns the command that runs a program at a test. */
  static Command withArguments(Command run, ProgramTest test) {
    if (test.arguments().isEmpty()) {
      return run;
    }
    List<String> argv = new ArrayList<>(run.argv());
    argv.addAll(test.arguments());
    return Command.of(argv).withEnvironment(run.environment()).withLimits(run.limits());
  }

  /**
   * Output that can only be compared is bounded by the answer, so that outputs do not pile up, and
   * with room for wrong output that is longer than the right one, so that it is judged as wrong.
   */
  private LimitOverrides limits(ProgramTest test) {
    DataSize output = rules.limits().output().orElse(null);
    if (compare == null || output == null) {
      return rules.limits();
    }
    long enough = (long) rules.answersOfOutput() * test.answer().size() + SPARE_OUTPUT;
    return rules.limits().withOutput(DataSize.ofBytes(Math.min(output.bytes(), enough)));
  }

  private Build.Stop stop() {
    return new Build.Stop() {
      private long printed;

      @Override
      public boolean after(int index, CommandResult result) {
        printed = (index == 0 ? 0 : printed) + result.out().content().size();
        return isTooMuch(printed)
            || (index == 0 && isNoProgram(result))
            || (rules.stopAtFirstFailure()
                && index + 1 >= rules.alwaysRun()
                && judge(index, result).verdict() != Verdict.PASSED);
      }
    };
  }

  /**
   * Whether the first test shows that there is nothing to run. Later tests cannot: code of the
   * sample has run by then.
   */
  private boolean isNoProgram(CommandResult first) {
    return first.outcome() == Outcome.NOT_STARTED || program.isRefused().test(first);
  }

  private Optional<Grade> refusal(ExecutionResult result) {
    return build.later(result).stream()
        .limit(1)
        .filter(program.isRefused())
        .map(first -> Grade.of(Verdict.COMPILE_ERROR, CompileMessage.of(first)))
        .findFirst();
  }

  /** Outputs that are judged later are all kept until then. */
  private boolean isTooMuch(long printed) {
    return compare == null && printed > KEPT_OUTPUT + 2 * answers();
  }

  private long answers() {
    return tests.stream().mapToLong(test -> test.answer().size()).sum();
  }

  /**
   * Returns what is known of every test; where nobody compares, PASSED means "has to be judged".
   */
  List<TestResult> results(ExecutionResult result) {
    List<CommandResult> runs = build.later(result);
    List<TestResult> results = new ArrayList<>(tests.size());
    long printed = 0;
    for (int i = 0; i < tests.size(); i++) {
      printed += i < runs.size() ? runs.get(i).out().content().size() : 0;
      results.add(
          i >= runs.size()
              ? TestResult.skipped(tests.get(i).name())
              : isTooMuch(printed) ? tooMuch(i, runs.get(i)) : judge(i, runs.get(i)));
    }
    return results;
  }

  /** Returns what the program printed at a test. */
  Blob output(ExecutionResult result, int test) {
    return build.later(result).get(test).out().content();
  }

  private TestResult tooMuch(int index, CommandResult run) {
    return TestResult.of(
        tests.get(index).name(),
        Verdict.OUTPUT_LIMIT,
        run,
        "the outputs of all tests together are too much to be judged");
  }

  private TestResult judge(int index, CommandResult run) {
    ProgramTest test = tests.get(index);
    Verdict verdict = RunVerdicts.of(run);
    String detail = RunVerdicts.detail(run);
    if (verdict == Verdict.PASSED && compare != null) {
      Optional<String> difference =
          compare.checker(test).firstDifference(test.answer(), run.out().content());
      verdict = difference.isEmpty() ? Verdict.PASSED : Verdict.FAILED;
      detail = difference.orElse(null);
    }
    return TestResult.of(test.name(), verdict, run, detail);
  }
}
