package dev.sce.judge.harness;

import dev.sce.Blob;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.ExecutionResult;
import dev.sce.LimitOverrides;
import dev.sce.judge.Grade;
import dev.sce.judge.PeakMemory;
import dev.sce.judge.Step;
import dev.sce.judge.Verdict;
import dev.sce.judge.harness.Harness.Side;
import dev.sce.judge.language.CompileCache.Compiled;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.Program;
import dev.sce.judge.program.Build;
import dev.sce.judge.referee.Conversation;
import dev.sce.judge.referee.Referee;
import dev.sce.judge.referee.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The judging of one sample by tests in a process of their own.
 *
 * @param builds what is compiled once
 * @param task the problem
 * @param language of problem and sample
 * @param harness of that language
 * @param source the whole text of the sample
 * @param inOneProgram judges it together with its tests, where there is no better way; is told why
 */
record HarnessTrial(
    SharedBuilds builds,
    HarnessTask task,
    Language language,
    Harness harness,
    String source,
    Function<String, Step> inOneProgram) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String CANNOT = "its function cannot be called from another process";

  Step begin() {
    return attempt(false, CANNOT);
  }

  private Step attempt(boolean withReference, String why) {
    boolean possible = !withReference || task.reference() != null;
    Optional<Side> tests =
        possible ? harness.tests(task, language, withReference) : Optional.empty();
    if (tests.isEmpty()) {
      return withReference ? inOneProgram.apply(why) : attempt(true, why);
    }
    return builds.with(
        tests.get(),
        compiled ->
            compiled.problem() == null
                ? compileShared(tests.get(), compiled)
                : failedTests(withReference, compiled));
  }

  /** Without its compiler a language cannot be judged at all; else there may be another way. */
  private Step failedTests(boolean withReference, Compiled compiled) {
    if (!compiled.decided()) {
      return Step.done(
          Verdict.MISSING_INFO,
          "its tests could not be compiled: " + firstLines(compiled.problem()));
    }
    String why = "its tests do not compile by themselves: " + firstLines(compiled.problem());
    return withReference ? inOneProgram.apply(why) : attempt(true, why);
  }

  private Step compileShared(Side tests, Compiled compiled) {
    Side sample = harness.sample(task, language, task.closed(source));
    return builds.withShared(
        sample.shared(),
        shared ->
            shared.problem() != null
                ? Step.done(Verdict.MISSING_INFO, shared.problem())
                : compileAround(tests, compiled, sample, shared.files()));
  }

  private Step compileAround(
      Side tests, Compiled compiled, Side sample, SequencedMap<String, Blob> shared) {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>(shared);
    Optional<Side> around = harness.around(task, language);
    if (around.isEmpty()) {
      return compileSample(tests, compiled, sample, files);
    }
    return builds.with(
        around.get(),
        linked -> {
          files.putAll(linked.files());
          return compileSample(tests, compiled, sample, files);
        });
  }

  private Step compileSample(
      Side tests, Compiled compiled, Side sample, LinkedHashMap<String, Blob> files) {
    files.putAll(sample.files());
    Build build = new Build(new Program(language, files), sample.compile());
    return converse(conversation(tests, compiled, sample), build, true);
  }

  /** Runs the conversation; if the tests break, once more in a sandbox of their own. */
  private Step converse(Conversation conversation, Build build, boolean firstTime) {
    Referee referee = Referee.of(conversation, limitsOfBoth());
    return Step.run(
        build.with(List.of(referee.command()), (_, _) -> true),
        result -> {
          Optional<Grade> failure = build.failure(result, referee.command());
          if (failure.isPresent()) {
            return new Step.Done(failure.get());
          }
          Optional<Report> report = referee.report(build.later(result).getLast());
          boolean broke = report.filter(Report::trustedBroke).isPresent();
          return firstTime && broke
              ? converse(conversation, build, false)
              : new Step.Done(grade(build, report, result));
        });
  }

  private Conversation conversation(Side tests, Compiled compiled, Side sample) {
    List<Conversation.File> files = new ArrayList<>();
    compiled
        .files()
        .forEach(
            (name, content) -> {
              Conversation.Kind kind = tests.kinds().get(name);
              if (kind != null) {
                files.add(new Conversation.File(name, content, kind));
              }
            });
    Duration wall = task.limits().wallTime().orElse(Duration.ofSeconds(10));
    Duration scaled = Duration.ofNanos(Math.round(wall.toNanos() * language.costs().timeFactor()));
    Conversation.Trusted trusted =
        new Conversation.Trusted(
            tests.argv(), language.environment(), tests.interpreted(), tests.ready());
    return new Conversation(
        trusted, files, sample.argv(), language.environment(), List.of(), scaled, scaled, PATIENCE);
  }

  /** Two runtime systems and a referee run at once. */
  private LimitOverrides limitsOfBoth() {
    DataSize extra = language.costs().extraMemory();
    DataSize twice = extra.plus(extra).plus(DataSize.ofMebibytes(64));
    return task.limits()
        .withMemory(task.limits().memory().map(twice::plus).orElse(null))
        .withMaxProcesses(2 * language.costs().processes() + 16)
        .withOutput(DataSize.ofKibibytes(256));
  }

  private Grade grade(Build build, Optional<Report> report, ExecutionResult result) {
    CommandResult run = build.later(result).getLast();
    Verdict seenAs = report.map(this::verdict).orElseGet(() -> ExitVerdicts.of(run));
    Verdict verdict = Report.withMemory(seenAs, run);
    String detail =
        verdict == Verdict.PASSED
            ? null
            : report.map(HarnessTrial::said).orElse("the tests were cut off: " + run.outcome());
    return new Grade(verdict, List.of(), result.elapsed(), PeakMemory.of(run), detail);
  }

  private static @Nullable String said(Report seen) {
    return seen.trustedBroke()
        ? "the tests broke, twice" + (seen.message() == null ? "" : ": " + seen.message())
        : seen.message();
  }

  private Verdict verdict(Report seen) {
    return switch (seen.end()) {
      case WALL -> Verdict.TIMED_OUT;
      case PATIENCE, NOT_STARTED -> Verdict.RUNTIME_ERROR;
      case JUDGE_NOT_STARTED -> Verdict.MISSING_INFO;
      case DONE -> {
        Integer tests = seen.trusted();
        if (tests == null || tests == harness.broken()) {
          yield Verdict.RUNTIME_ERROR;
        }
        yield tests == harness.passed() ? Verdict.PASSED : Verdict.FAILED;
      }
    };
  }

  private static String firstLines(@Nullable String text) {
    return text == null ? "" : text.lines().limit(3).collect(Collectors.joining(" | "));
  }
}
