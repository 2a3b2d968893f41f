package dev.sce.eval.contest;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.EarlyStop;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.Outcome;
import dev.sce.TrackedFile;
import dev.sce.eval.Step;
import dev.sce.eval.TestResult;
import dev.sce.eval.Verdict;
import dev.sce.eval.check.Judge;
import dev.sce.eval.check.JudgeConvention;
import dev.sce.eval.language.CompileCache.Compiled;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets a program judge outputs in a sandbox of its own, after the judged program is gone.
 *
 * <p>All outputs of a sample go through one sandbox. An output that can take over the judge could
 * do so at every test, so separate ones would gain nothing.
 */
final class SpecialJudging {
  private static final int LONGEST = 500;
  private static final String SCRATCH = "feedback/";

  private final Judges judges;

  SpecialJudging(Judges judges) {
    this.judges = judges;
  }

  /** Goes on with the outputs of a finished run. */
  Step begin(TestRun run, Judge judge, ExecutionResult outputs) {
    List<TestResult> tests = run.tests(outputs);
    List<Integer> toJudge = new ArrayList<>();
    for (int i = 0; i < tests.size(); i++) {
      if (tests.get(i).verdict() == Verdict.PASSED) {
        toJudge.add(i);
      }
    }
    if (toJudge.isEmpty()) {
      return new Step.Done(run.grade(outputs, tests));
    }
    return judges.with(
        judge,
        compiled ->
            Step.run(
                executable(run, judge, compiled, outputs, toJudge),
                verdicts ->
                    new Step.Done(run.grade(outputs, judged(judge, tests, toJudge, verdicts)))));
  }

  private static Executable executable(
      TestRun run, Judge judge, Compiled compiled, ExecutionResult outputs, List<Integer> tests) {
    Executable.Builder builder =
        Executable.builder().files(compiled.files()).earlyStop(EarlyStop.NEVER);
    before(judge, compiled).forEach(builder::command);
    for (int index : tests) {
      IoTest test = run.task().tests().get(index);
      Blob output = run.output(outputs, index);
      boolean byName = judge.convention() == JudgeConvention.TESTLIB;
      builder.file(index + ".in", test.input()).file(index + ".ans", test.answer());
      builder.file(SCRATCH + index + "/.here", "");
      if (byName) {
        builder.file(index + ".out", output);
      }
      builder.command(command(judge, index).withStdin(byName ? Blob.EMPTY : output));
      builder.track(message(index), teamMessage(index));
    }
    return builder.build();
  }

  /** Files are written without the right to be executed; judges not kept compiled are compiled. */
  private static List<Command> before(Judge judge, Compiled compiled) {
    boolean kept = !judge.program().language().artifacts().isEmpty();
    if (kept) {
      List<String> argv = new ArrayList<>(List.of("chmod", "0755"));
      argv.addAll(compiled.files().keySet());
      return List.of(Command.of(argv));
    }
    return judge.program().compileCommands();
  }

  private static Command command(Judge judge, int index) {
    Command run = judge.program().runCommand(judge.limits());
    List<String> argv = new ArrayList<>(run.argv());
    argv.addAll(
        judge
            .convention()
            .arguments(
                index + ".in",
                index + ".out",
                index + ".ans",
                SCRATCH + index + "/",
                judge.arguments()));
    return Command.of(argv).withEnvironment(run.environment()).withLimits(run.limits());
  }

  private static String message(int index) {
    return SCRATCH + index + "/judgemessage.txt";
  }

  private static String teamMessage(int index) {
    return SCRATCH + index + "/teammessage.txt";
  }

  private static List<TestResult> judged(
      Judge judge, List<TestResult> tests, List<Integer> indices, ExecutionResult result) {
    List<TestResult> all = new ArrayList<>(tests);
    List<CommandResult> runs = result.commandResults();
    int skip = runs.size() - indices.size();
    for (int i = 0; i < indices.size(); i++) {
      int index = indices.get(i);
      TestResult test = tests.get(index);
      int at = skip + i;
      all.set(
          index,
          skip < 0 || result.outcome().isNoVerdict()
              ? with(test, Verdict.SANDBOX_FAULT, String.valueOf(result.error()))
              : judged(judge, test, runs.get(at), result, index));
    }
    return all;
  }

  private static TestResult judged(
      Judge judge, TestResult test, CommandResult run, ExecutionResult result, int index) {
    if (run.outcome() == Outcome.NOT_STARTED || run.outcome().isNoVerdict()) {
      return with(test, Verdict.MISSING_INFO, "the judge could not be run: " + run.error());
    }
    boolean ended = run.outcome() == Outcome.OK || run.outcome() == Outcome.NONZERO_EXIT;
    if (!ended) {
      return with(test, Verdict.FAILED, "the judge broke on the output: " + run.outcome());
    }
    Verdict verdict = judge.convention().verdict(run.returnCode());
    if (verdict == Verdict.PASSED) {
      return test;
    }
    String said =
        Stream.of(
                text(result.trackedFiles().get(message(index))),
                text(result.trackedFiles().get(teamMessage(index))),
                run.stderr().strip())
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    String meaning = judge.convention().meaning(run.returnCode());
    return with(test, verdict, said.isEmpty() ? meaning : meaning + ": " + cut(said));
  }

  private static String text(@Nullable TrackedFile file) {
    return file == null ? "" : file.text().orElse("").strip();
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  private static TestResult with(TestResult test, Verdict verdict, String detail) {
    return new TestResult(test.name(), verdict, test.runtime(), test.peakMemoryBytes(), detail);
  }
}
