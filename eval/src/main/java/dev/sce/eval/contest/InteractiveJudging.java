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
import dev.sce.eval.check.Judge;
import dev.sce.eval.check.JudgeConvention;
import dev.sce.eval.language.CompileCache.Compiled;
import dev.sce.eval.language.Language;
import dev.sce.eval.language.Program;
import dev.sce.eval.referee.Bout;
import dev.sce.eval.referee.Referee;
import dev.sce.eval.referee.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Lets a program talk with its judge, one bout for each test. */
final class InteractiveJudging {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final DataSize REFEREE_MEMORY = DataSize.ofMebibytes(64);
  private static final int REFEREE_PROCESSES = 16;
  private static final List<Integer> KATTIS_ACCEPTS = List.of(42);
  private static final List<Integer> TESTLIB_ACCEPTS = List.of(0);

  private final Judges judges;

  InteractiveJudging(Judges judges) {
    this.judges = judges;
  }

  /** Begins with a program. */
  Step begin(IoTask task, Judge judge, Program program) {
    Language language = judge.program().language();
    if (language.isCompiled() && language.artifacts().size() != 1) {
      return Step.done(
          Verdict.MISSING_INFO,
          "an interactive judge in "
              + language.id()
              + " is not supported; use C++, Rust or Python");
    }
    return judges.with(judge, compiled -> play(task, judge, program, compiled));
  }

  private static Step play(IoTask task, Judge judge, Program program, Compiled compiled) {
    Build build = Build.of(program);
    List<Referee> referees = new ArrayList<>();
    List<Command> commands = new ArrayList<>();
    for (IoTest test : task.tests()) {
      Referee referee =
          Referee.of(bout(task, judge, program, compiled, test), together(task, judge, program));
      referees.add(referee);
      commands.add(referee.command());
    }
    Build.Stop stop =
        (index, result) ->
            task.stopAtFirstFailure()
                && judged(task, judge, index, referees.get(index), result).verdict()
                    != Verdict.PASSED;
    return Step.run(
        build.with(commands, stop),
        result ->
            new Step.Done(
                build
                    .failure(result)
                    .orElseGet(() -> grade(task, judge, build, referees, result))));
  }

  private static Grade grade(
      IoTask task, Judge judge, Build build, List<Referee> referees, ExecutionResult result) {
    List<CommandResult> runs = build.later(result);
    List<TestResult> tests = new ArrayList<>();
    for (int i = 0; i < task.tests().size(); i++) {
      tests.add(
          i < runs.size()
              ? judged(task, judge, i, referees.get(i), runs.get(i))
              : new TestResult(task.tests().get(i).name(), Verdict.SKIPPED, null, null, null));
    }
    return TestRun.grade(tests, result.elapsed());
  }

  private static Bout bout(
      IoTask task, Judge judge, Program program, Compiled compiled, IoTest test) {
    Command run = program.runCommand(task.limits());
    Language language = judge.program().language();
    List<Bout.File> files = new ArrayList<>();
    files.add(new Bout.File("input", test.input(), Bout.Kind.DATA));
    files.add(new Bout.File("answer", test.answer(), Bout.Kind.DATA));
    Blob code = compiled.files().firstEntry().getValue();
    files.add(
        new Bout.File("judge", code, language.isCompiled() ? Bout.Kind.EXEC : Bout.Kind.DATA));
    List<String> argv = new ArrayList<>();
    if (language.isCompiled()) {
      argv.add("{exec:judge}");
    } else {
      for (String word : language.located(language.run())) {
        argv.add(word.equals("{source}") ? "{fd:judge}" : word);
      }
    }
    String output = "/dev/null";
    argv.addAll(
        judge
            .convention()
            .arguments("{fd:input}", output, "{fd:answer}", "{feedback}", judge.arguments()));
    Bout.Trusted trusted =
        new Bout.Trusted(argv, language.environment(), !language.isCompiled(), false);
    Limits limits = program.scaled(task.limits());
    Duration wall = Objects.requireNonNullElse(limits.wallTime(), Duration.ofSeconds(60));
    return new Bout(
        trusted,
        files,
        run.argv(),
        run.environment(),
        judge.convention() == JudgeConvention.KATTIS ? KATTIS_ACCEPTS : TESTLIB_ACCEPTS,
        Objects.requireNonNullElse(limits.cpuTime(), wall),
        wall,
        PATIENCE);
  }

  private static Limits together(IoTask task, Judge judge, Program program) {
    Limits limits = program.scaled(task.limits());
    DataSize memory = limits.memory();
    DataSize needed = judge.program().language().costs().extraMemory();
    Integer processes = limits.maxProcesses();
    return limits
        .withMemory(
            memory == null
                ? null
                : DataSize.ofBytes(memory.bytes() + needed.bytes() + REFEREE_MEMORY.bytes()))
        .withMaxProcesses(processes == null ? null : Integer.valueOf(processes + REFEREE_PROCESSES))
        .withOutput(DataSize.ofKibibytes(256));
  }

  private static TestResult judged(
      IoTask task, Judge judge, int index, Referee referee, CommandResult run) {
    String name = task.tests().get(index).name();
    Optional<Report> report = referee.report(run);
    if (report.isEmpty()) {
      Verdict verdict = Verdicts.of(run);
      boolean unexplained = verdict == Verdict.PASSED;
      return new TestResult(
          name,
          unexplained ? Verdict.RUNTIME_ERROR : verdict,
          run.runtime(),
          run.peakMemoryBytes(),
          "the conversation was cut off: " + Verdicts.detail(run));
    }
    Report seen = report.get();
    Verdict verdict = verdict(judge, seen, overTime(task, seen));
    String detail = verdict == Verdict.PASSED ? null : seen.message();
    return new TestResult(name, verdict, seen.wall(), run.peakMemoryBytes(), detail);
  }

  private static Verdict verdict(Judge judge, Report seen, boolean overTime) {
    Integer judged = seen.trusted();
    Integer program = seen.untrusted();
    return switch (seen.end()) {
      case WALL -> Verdict.TIMED_OUT;
      case PATIENCE -> Verdict.FAILED;
      case NOT_STARTED -> Verdict.RUNTIME_ERROR;
      case JUDGE_NOT_STARTED -> Verdict.MISSING_INFO;
      case DONE -> {
        boolean accepted = judged != null && judge.convention().verdict(judged) == Verdict.PASSED;
        if (seen.first() == Report.First.TRUSTED && judged != null && !accepted) {
          yield judge.convention().verdict(judged);
        }
        if (program != null && program != 0) {
          yield overTime ? Verdict.TIMED_OUT : Verdict.RUNTIME_ERROR;
        }
        if (program == null || judged == null) {
          // The program used more processor time than it has, and nothing else was awaited.
          yield Verdict.TIMED_OUT;
        }
        yield judge.convention().verdict(judged);
      }
    };
  }

  /** Whether it used up its processor time, which the kernel ends by a signal a little later. */
  private static boolean overTime(IoTask task, Report seen) {
    Duration limit = task.limits().cpuTime();
    return limit != null && seen.cpu() != null && seen.cpu().compareTo(limit) > 0;
  }
}
