package dev.sce.judge.program;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.ExecutionResult;
import dev.sce.LimitOverrides;
import dev.sce.Limits;
import dev.sce.judge.Grade;
import dev.sce.judge.PeakMemory;
import dev.sce.judge.Step;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.CompileCache.Compiled;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.Program;
import dev.sce.judge.referee.Conversation;
import dev.sce.judge.referee.Referee;
import dev.sce.judge.referee.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Lets a program talk with its judge, one conversation for each test. */
final class InteractiveJudging {
  /**
   * Interpreted languages whose interpreters take a script, and whose programs open files, by
   * descriptors without names, and which stay closed to others: PHP looks for the name that a file
   * once had, R starts itself anew by a script.
   */
  private static final Set<String> READ_DESCRIPTORS =
      Set.of("python", "python2", "pypy", "javascript", "bash", "perl", "ruby", "lua");

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final DataSize REFEREE_MEMORY = DataSize.ofMebibytes(64);
  private static final int REFEREE_PROCESSES = 16;
  private static final String NEXT = "nextpass.in";
  private static final DataSize USUAL_OUTPUT = DataSize.ofKibibytes(256);

  /** Room for what a judge keeps between passes, as the referee writes it. */
  private static final DataSize KEPT_OUTPUT = DataSize.ofMebibytes(12);

  private static final List<Integer> KATTIS_ACCEPTS = List.of(42);
  private static final List<Integer> TESTLIB_ACCEPTS = List.of(0);

  private final JudgePrograms judges;

  InteractiveJudging(JudgePrograms judges) {
    this.judges = judges;
  }

  /** Begins with a program. */
  Step begin(ProgramTask task, Judging.ByInteractor interactor, Program program) {
    JudgeProgram judge = interactor.judge();
    Language language = judge.program().language();
    if (language.isCompiled()
        ? language.artifacts().size() != 1
        : !READ_DESCRIPTORS.contains(language.id())) {
      return Step.done(
          Verdict.MISSING_INFO,
          "an interactive judge in "
              + language.id()
              + " is not supported; use C++, Rust or Python");
    }
    boolean keeps = interactor.passes() > 1;
    return judges.with(
        judge,
        compiled ->
            new Passes(
                    task,
                    interactor.passes(),
                    (part, kept, then) ->
                        new Match(part, judge, program, compiled, keeps, kept, then).begin())
                .begin());
  }

  /** One program against one judge, at all tests. */
  private record Match(
      ProgramTask task,
      JudgeProgram judge,
      Program program,
      boolean keeps,
      List<Referee> referees,
      Passes.Then then) {

    Match(
        ProgramTask task,
        JudgeProgram judge,
        Program program,
        Compiled compiled,
        boolean keeps,
        Map<Integer, Map<String, Blob>> kept,
        Passes.Then then) {
      this(
          task,
          judge,
          program,
          keeps,
          IntStream.range(0, task.tests().size())
              .mapToObj(
                  i ->
                      Referee.of(
                          conversation(task, judge, program, compiled, task.tests().get(i))
                              .withFeedback(keeps, kept.getOrDefault(i, Map.of())),
                          together(task, judge, program, keeps)))
              .toList(),
          then);
    }

    Step begin() {
      Build build = Build.of(program);
      List<Command> commands = referees.stream().map(Referee::command).toList();
      return Step.run(
          build.with(commands, this::stops),
          result -> {
            Optional<Grade> failure = build.failure(result, commands.getFirst());
            return failure.isPresent() ? new Step.Done(failure.get()) : judge(build, result);
          });
    }

    /** A judge that broke is heard again before it decides about the other tests. */
    private boolean stops(int index, CommandResult run) {
      return task.stopAtFirstFailure()
          && !judgeBroke(index, run)
          && judged(index, run).verdict() != Verdict.PASSED;
    }

    private boolean judgeBroke(int index, CommandResult run) {
      return referees
          .get(index)
          .report(run)
          .filter(seen -> seen.trustedBroke() || hasCrashed(seen.trusted()))
          .isPresent();
    }

    private boolean hasCrashed(@Nullable Integer status) {
      return status != null && judge.convention().hasCrashed(status);
    }

    /** Goes on with what is known of the tests and what the judge wants of the next pass. */
    private Step done(List<TestResult> tests, List<Optional<CommandResult>> runs, Duration time) {
      Map<Integer, Passes.Next> next = new TreeMap<>();
      for (int i = 0; keeps && i < tests.size(); i++) {
        Optional<Report> seen = runs.get(i).flatMap(referees.get(i)::report);
        if (tests.get(i).verdict() != Verdict.PASSED || seen.isEmpty()) {
          continue;
        }
        Map<String, Blob> files = seen.get().feedback();
        Blob input = files == null ? null : files.get(NEXT);
        if (files == null) {
          tests.set(i, crashed(tests.get(i), "what the judge keeps for the next pass is too much"));
        } else if (input != null) {
          Map<String, Blob> others = new TreeMap<>(files);
          others.remove(NEXT);
          next.put(i, new Passes.Next(input, others));
        }
      }
      return then.with(tests, next, time);
    }

    private TestResult judged(int index, CommandResult run) {
      return InteractiveJudging.judged(task, judge, index, referees.get(index), run);
    }

    private Step judge(Build build, ExecutionResult result) {
      List<CommandResult> runs = build.later(result);
      List<Optional<CommandResult>> last = new ArrayList<>();
      List<TestResult> tests = new ArrayList<>();
      List<Integer> again = new ArrayList<>();
      for (int i = 0; i < task.tests().size(); i++) {
        last.add(i < runs.size() ? Optional.of(runs.get(i)) : Optional.empty());
        if (i >= runs.size()) {
          tests.add(TestResult.skipped(task.tests().get(i).name()));
          continue;
        }
        tests.add(judged(i, runs.get(i)));
        if (judgeBroke(i, runs.get(i))) {
          again.add(i);
        }
      }
      return again.isEmpty()
          ? done(tests, last, result.elapsed())
          : playAgain(build, again, tests, last, result.elapsed());
    }

    /** Plays conversations once more, each in a sandbox where nothing else has been. */
    private Step playAgain(
        Build build,
        List<Integer> again,
        List<TestResult> tests,
        List<Optional<CommandResult>> last,
        Duration elapsed) {
      return new Step.Run(
          again.stream()
              .map(i -> build.with(List.of(referees.get(i).command()), (_, _) -> true))
              .toList(),
          results -> {
            List<TestResult> all = new ArrayList<>(tests);
            for (int i = 0; i < again.size(); i++) {
              int index = again.get(i);
              List<CommandResult> runs = build.later(results.get(i));
              if (results.get(i).outcome().isInconclusive() || runs.isEmpty()) {
                continue;
              }
              CommandResult run = runs.getFirst();
              TestResult judged = judged(index, run);
              last.set(index, Optional.of(run));
              all.set(index, judgeBroke(index, run) ? brokeTwice(judged) : judged);
            }
            return done(all, last, elapsed);
          });
    }
  }

  /** What the program did by itself stays its verdict; else the judge's end is what is known. */
  private static TestResult brokeTwice(TestResult test) {
    String said = test.detail() == null ? "" : ": " + test.detail();
    boolean byJudge = test.verdict() == Verdict.FAILED || test.verdict() == Verdict.JUDGE_CRASHED;
    return byJudge ? crashed(test, "the judge crashed, twice" + said) : test;
  }

  private static TestResult crashed(TestResult test, String why) {
    return test.with(Verdict.JUDGE_CRASHED, why);
  }

  private static Conversation conversation(
      ProgramTask task, JudgeProgram judge, Program program, Compiled compiled, ProgramTest test) {
    Command run = TestRun.withArguments(program.runCommand(task.limits()), test);
    List<String> arguments = new ArrayList<>(judge.arguments());
    arguments.addAll(test.judgeArguments());
    Language language = judge.program().language();
    List<Conversation.File> files = new ArrayList<>();
    files.add(new Conversation.File("input", test.input(), Conversation.Kind.DATA));
    files.add(new Conversation.File("answer", test.answer(), Conversation.Kind.DATA));
    Blob code = compiled.files().firstEntry().getValue();
    files.add(
        new Conversation.File(
            "judge",
            code,
            language.isCompiled() ? Conversation.Kind.EXEC : Conversation.Kind.DATA));
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
        judge.convention().arguments("{fd:input}", output, "{fd:answer}", "{feedback}", arguments));
    Conversation.Trusted trusted =
        new Conversation.Trusted(argv, language.environment(), !language.isCompiled(), false);
    LimitOverrides limits = program.scaled(task.limits());
    Duration wall = limits.wallTime().orElse(Duration.ofSeconds(60));
    return new Conversation(
        trusted,
        files,
        run.argv(),
        run.environment(),
        judge.convention() == JudgeConvention.KATTIS ? KATTIS_ACCEPTS : TESTLIB_ACCEPTS,
        limits.cpuTime().orElse(wall),
        wall,
        PATIENCE);
  }

  private static LimitOverrides together(
      ProgramTask task, JudgeProgram judge, Program program, boolean keeps) {
    LimitOverrides limits = program.scaled(task.limits());
    DataSize needed = judge.program().language().costs().extraMemory().plus(REFEREE_MEMORY);
    return limits
        .withMemory(limits.memory().map(needed::plus).orElse(null))
        .withMaxProcesses(limits.maxProcesses().map(n -> n + REFEREE_PROCESSES).orElse(null))
        .withOutput(keeps ? KEPT_OUTPUT : USUAL_OUTPUT);
  }

  private static TestResult judged(
      ProgramTask task, JudgeProgram judge, int index, Referee referee, CommandResult run) {
    String name = task.tests().get(index).name();
    Optional<Report> report = referee.report(run);
    if (report.isEmpty()) {
      Verdict verdict = RunVerdicts.of(run);
      boolean unexplained = verdict == Verdict.PASSED;
      return TestResult.of(
          name,
          unexplained ? Verdict.RUNTIME_ERROR : verdict,
          run,
          "the conversation was cut off: " + RunVerdicts.detail(run));
    }
    Report seen = report.get();
    Verdict verdict = Report.withMemory(verdict(judge, seen, overTime(task, seen)), run);
    String detail = verdict == Verdict.PASSED ? null : seen.message();
    return new TestResult(name, verdict, seen.wall(), PeakMemory.of(run), detail);
  }

  private static Verdict verdict(JudgeProgram judge, Report seen, boolean overTime) {
    Integer judged = seen.trusted();
    Integer program = seen.untrusted();
    return switch (seen.end()) {
      case WALL -> Verdict.TIMED_OUT;
      case PATIENCE -> Verdict.JUDGE_CRASHED;
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
  private static boolean overTime(ProgramTask task, Report seen) {
    Duration limit = task.limits().cpuTime().orElse(Limits.UNLIMITED);
    return seen.cpu() != null && seen.cpu().compareTo(limit) > 0;
  }
}
