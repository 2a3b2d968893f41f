package dev.sce.judge.program;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.Outcome;
import dev.sce.TrackedFile;
import dev.sce.judge.Step;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.CompileCache.Compiled;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets a program judge outputs in a sandbox of its own, after the judged program is gone.
 *
 * <p>Each output has a sandbox to itself, so that one that takes over the judge reaches nothing of
 * the other tests, many large ones need not fit together, and the judge's messages can be read.
 * Where nobody knows which files a compiler leaves, one sandbox compiles the judge and then judges
 * all outputs, each from what the compiler left; messages in files are not read then.
 *
 * <p>A judge that does not come to its end is tried once more, on that output alone. One that
 * breaks again has not accepted the output.
 */
final class SpecialJudging {
  private static final int LONGEST = 500;
  private static final String SCRATCH = "feedback/";
  private static final String NEXT = "nextpass.in";
  private static final String KEPT = "kept.tar";
  private static final List<String> POINTS = List.of("score.txt", "score_multiplier.txt");

  /** Larger outputs may be what a sandbox cannot hold besides the problem's own files. */
  private static final int LARGE_OUTPUT = 16 << 20;

  private final JudgePrograms judges;

  SpecialJudging(JudgePrograms judges) {
    this.judges = judges;
  }

  /** Begins with a program. */
  Step begin(ProgramTask task, Judging.BySpecialJudge special, Program program) {
    Passes.Round round =
        (part, kept, then) -> {
          TestRun run = TestRun.of(part, program, null);
          return run.begin(outputs -> judge(run, special, outputs, kept, then));
        };
    return new Passes(task, special.passes(), round).begin();
  }

  /** Goes on with the outputs of a finished run. */
  private Step judge(
      TestRun run,
      Judging.BySpecialJudge special,
      ExecutionResult outputs,
      Map<Integer, Map<String, Blob>> kept,
      Passes.Then then) {
    List<TestResult> tests = run.results(outputs);
    List<Integer> toJudge = new ArrayList<>();
    for (int i = 0; i < tests.size(); i++) {
      if (tests.get(i).verdict() == Verdict.PASSED) {
        toJudge.add(i);
      }
    }
    if (toJudge.isEmpty()) {
      return then.with(tests, Map.of(), outputs.elapsed());
    }
    return judges.with(
        special.judge(),
        compiled -> {
          Case judged = new Case(run, special, compiled, outputs, kept, then, new TreeMap<>());
          boolean apart = special.passes() > 1 || isKept(special.judge());
          List<List<Integer>> groups =
              apart ? toJudge.stream().map(List::of).toList() : List.of(toJudge);
          return judged.first(groups, tests);
        });
  }

  /** Whether compiled judges are kept as files, so that a sandbox more costs little. */
  private static boolean isKept(JudgeProgram judge) {
    Language language = judge.program().language();
    return !language.isCompiled() || !language.artifacts().isEmpty();
  }

  /** The outputs of one sample and their judge. */
  private record Case(
      TestRun run,
      Judging.BySpecialJudge special,
      Compiled compiled,
      ExecutionResult outputs,
      Map<Integer, Map<String, Blob>> kept,
      Passes.Then then,
      Map<Integer, Passes.Next> next) {

    JudgeProgram judge() {
      return special.judge();
    }

    Step first(List<List<Integer>> groups, List<TestResult> tests) {
      return new Step.Run(
          groups.stream().map(this::executable).toList(),
          results -> {
            List<TestResult> judged = new ArrayList<>(tests);
            List<Integer> again = new ArrayList<>();
            for (int g = 0; g < groups.size(); g++) {
              List<Integer> group = groups.get(g);
              for (int i = 0; i < group.size(); i++) {
                Optional<CommandResult> verdict = verdict(results.get(g), group.get(i), i);
                if (verdict.isPresent() && hasEnded(verdict.get(), judge().convention())) {
                  judge(judged, group.get(i), verdict.get(), results.get(g));
                } else {
                  again.add(group.get(i));
                }
              }
            }
            return again.isEmpty() ? done(judged) : second(again, judged);
          });
    }

    private Step second(List<Integer> again, List<TestResult> judged) {
      return new Step.Run(
          again.stream().map(index -> executable(List.of(index))).toList(),
          results -> {
            for (int i = 0; i < again.size(); i++) {
              int index = again.get(i);
              Optional<CommandResult> verdict = verdict(results.get(i), index, 0);
              if (verdict.isPresent() && hasEnded(verdict.get(), judge().convention())) {
                judge(judged, index, verdict.get(), results.get(i));
              } else {
                judged.set(index, broken(index, judged.get(index), verdict, results.get(i)));
              }
            }
            return done(judged);
          });
    }

    private Step done(List<TestResult> judged) {
      return then.with(judged, next, outputs.elapsed());
    }

    private Executable executable(List<Integer> tests) {
      if (special.passes() > 1) {
        return onePass(tests.getFirst());
      }
      List<Command> before = before(judge(), compiled);
      Executable.Builder builder =
          Executable.builder()
              .files(compiled.files())
              .commands(before)
              .independentAfter(before.size())
              .earlyStop((index, result) -> index < before.size() && result.hadError());
      for (int index : tests) {
        add(builder, index);
      }
      if (tests.size() == 1) {
        track(builder, tests.getFirst());
      }
      return builder.build();
    }

    /** Judges an output with what the judge kept, and keeps what it leaves. */
    private Executable onePass(int index) {
      List<Command> before = new ArrayList<>(before(judge(), compiled));
      Map<String, Blob> found = kept.getOrDefault(index, Map.of());
      String folder = SCRATCH + index;
      if (!found.isEmpty()) {
        before.add(Command.of("tar", "--no-same-owner", "-xf", KEPT, "-C", folder));
      }
      int at = before.size();
      Executable.Builder builder =
          Executable.builder()
              .files(compiled.files())
              .files(found)
              .commands(before)
              .earlyStop(
                  (number, result) ->
                      number < at
                          ? result.hadError()
                          : judge().convention().verdict(result.returnCode()) != Verdict.PASSED);
      add(builder, index);
      builder.command("tar", "--exclude=./" + NEXT, "-cf", KEPT, "-C", folder, ".");
      track(builder, index);
      return builder.track(KEPT, folder + "/" + NEXT).build();
    }

    private void add(Executable.Builder builder, int index) {
      ProgramTest test = run.test(index);
      Blob output = run.output(outputs, index);
      boolean byName = judge().convention() == JudgeConvention.TESTLIB;
      builder.file(index + ".in", test.input()).file(index + ".ans", test.answer());
      builder.file(SCRATCH + index + "/.here", "");
      if (byName) {
        builder.file(index + ".out", output);
      }
      builder.command(command(judge(), test, index).withStdin(byName ? Blob.EMPTY : output));
    }

    private void track(Executable.Builder builder, int index) {
      builder.track(message(index), teamMessage(index));
      if (special.scoring()) {
        POINTS.forEach(name -> builder.track(SCRATCH + index + "/" + name));
      }
    }

    /** Returns how the judge ended at one of the outputs of an executable, if it ran. */
    private Optional<CommandResult> verdict(ExecutionResult result, int index, int number) {
      boolean restored = !kept.getOrDefault(index, Map.of()).isEmpty();
      int at = before(judge(), compiled).size() + (restored ? 1 : 0) + number;
      List<CommandResult> runs = result.commandResults();
      boolean ran = !result.outcome().isInconclusive() && at < runs.size();
      return ran ? Optional.of(runs.get(at)) : Optional.empty();
    }

    /** Says what is the matter when the judge has failed twice at an output. */
    private TestResult broken(
        int index, TestResult test, Optional<CommandResult> run, ExecutionResult result) {
      if (run.isPresent() && run.get().outcome() != Outcome.NOT_STARTED) {
        CommandResult last = run.get();
        String how =
            last.outcome() == Outcome.OK || last.outcome() == Outcome.NONZERO_EXIT
                ? "exit status " + last.returnCode()
                : last.outcome().name();
        String said = last.stderr().strip().lines().reduce("", (before, line) -> line);
        return test.with(
            Verdict.JUDGE_CRASHED,
            "the judge crashed on the output, twice: "
                + how
                + (said.isEmpty() ? "" : ": " + cut(said)));
      }
      String why = run.map(CommandResult::error).orElse(result.error()).orElse("");
      int size = this.run.output(outputs, index).size();
      if (size > LARGE_OUTPUT) {
        return test.with(
            Verdict.OUTPUT_LIMIT, "its " + size + " bytes could not be judged: " + why);
      }
      return result.outcome().isInconclusive()
          ? test.with(Verdict.SANDBOX_FAULT, why)
          : test.with(Verdict.MISSING_INFO, "the judge could not be run: " + why);
    }

    private void judge(
        List<TestResult> tests, int index, CommandResult run, ExecutionResult result) {
      TestResult test = judged(judge(), tests.get(index), run, result, index);
      boolean passed = test.verdict() == Verdict.PASSED;
      if (passed && special.scoring() && points(result, index)) {
        test =
            test.with(
                Verdict.MISSING_INFO,
                "the judge gives points for what it accepts, which is not supported");
      } else if (passed && special.passes() > 1) {
        test = nextPass(index, test, result);
      }
      tests.set(index, test);
    }

    private boolean points(ExecutionResult result, int index) {
      return POINTS.stream()
          .map(name -> result.trackedFiles().get(SCRATCH + index + "/" + name))
          .anyMatch(file -> file != null && file.state() != TrackedFile.State.MISSING);
    }

    /** Notes what the judge wants of the next pass, if it wants one. */
    private TestResult nextPass(int index, TestResult test, ExecutionResult result) {
      TrackedFile input = result.trackedFiles().get(SCRATCH + index + "/" + NEXT);
      if (input == null || input.state() == TrackedFile.State.MISSING) {
        return test;
      }
      TrackedFile files = result.trackedFiles().get(KEPT);
      Blob wanted = input.content();
      Blob left = files == null ? null : files.content();
      if (wanted == null) {
        return test.with(Verdict.JUDGE_CRASHED, "the judge's " + NEXT + " is " + input.state());
      }
      if (left == null) {
        return test.with(
            Verdict.JUDGE_CRASHED, "what the judge wants to keep for the next pass is lost");
      }
      next.put(index, new Passes.Next(wanted, Map.of(KEPT, left)));
      return test;
    }
  }

  /** Whether a judge came to its end, and by one of the ways in which judges answer. */
  private static boolean hasEnded(CommandResult run, JudgeConvention convention) {
    boolean ended = run.outcome() == Outcome.OK || run.outcome() == Outcome.NONZERO_EXIT;
    return ended && !convention.hasCrashed(run.returnCode());
  }

  /** Files are written without the right to be executed; judges not kept compiled are compiled. */
  private static List<Command> before(JudgeProgram judge, Compiled compiled) {
    boolean kept = !judge.program().language().artifacts().isEmpty();
    if (kept) {
      List<String> argv = new ArrayList<>(List.of("chmod", "0755"));
      argv.addAll(compiled.files().keySet());
      return List.of(Command.of(argv));
    }
    return judge.program().compileCommands();
  }

  private static Command command(JudgeProgram judge, ProgramTest test, int index) {
    List<String> more = new ArrayList<>(judge.arguments());
    more.addAll(test.judgeArguments());
    Command run = judge.program().runCommand(judge.limits());
    List<String> argv = new ArrayList<>(run.argv());
    argv.addAll(
        judge
            .convention()
            .arguments(index + ".in", index + ".out", index + ".ans", SCRATCH + index + "/", more));
    return Command.of(argv).withEnvironment(run.environment()).withLimits(run.limits());
  }

  private static String message(int index) {
    return SCRATCH + index + "/judgemessage.txt";
  }

  private static String teamMessage(int index) {
    return SCRATCH + index + "/teammessage.txt";
  }

  private static TestResult judged(
      JudgeProgram judge, TestResult test, CommandResult run, ExecutionResult result, int index) {
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
    return test.with(verdict, said.isEmpty() ? meaning : meaning + ": " + cut(said));
  }

  private static String text(@Nullable TrackedFile file) {
    return file == null ? "" : file.text().orElse("").strip();
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
