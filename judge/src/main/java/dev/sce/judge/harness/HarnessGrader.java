package dev.sce.judge.harness;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.LimitOverrides;
import dev.sce.judge.Grade;
import dev.sce.judge.Grader;
import dev.sce.judge.PeakMemory;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.Verdict;
import dev.sce.judge.harness.Harness.Shared;
import dev.sce.judge.harness.Harness.Side;
import dev.sce.judge.language.CompileCache;
import dev.sce.judge.language.CompileCache.Compiled;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.language.Program;
import dev.sce.judge.program.Build;
import dev.sce.judge.referee.Conversation;
import dev.sce.judge.referee.Referee;
import dev.sce.judge.referee.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges samples by tests that call them, in a process of their own.
 *
 * <p>The tests are compiled once for each problem, in a sandbox where no sample has been. Where the
 * problem's function cannot be called from another process, tests and sample are one program, and
 * the judgement says so: a sample that knows about it can forge a pass there.
 */
public final class HarnessGrader implements Grader<HarnessTask> {
  private static final int TESTS = 2000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Map<String, Harness> HARNESSES =
      Map.of(
          "cpp", new CppHarness(),
          "go", new GoHarness(),
          "java", new JavaHarness(),
          "javascript", new JavaScriptHarness(),
          "rust", new RustHarness());

  private static final String CANNOT = "its function cannot be called from another process";

  private final LanguageTable table;
  private final CompileCache cache = new CompileCache(TESTS);

  /** Whether tests of a language can call a sample that is a process of its own. */
  public static boolean hasHarness(Language language) {
    return HARNESSES.containsKey(language.family());
  }

  /** Makes a grader for the languages of a table. */
  public HarnessGrader(LanguageTable table) {
    this.table = table;
  }

  @Override
  public Class<HarnessTask> taskType() {
    return HarnessTask.class;
  }

  @Override
  public Step begin(HarnessTask task, Sample sample) {
    Optional<Language> language = table.find(task.language());
    if (language.isEmpty()) {
      return Step.done(Verdict.MISSING_INFO, "unknown language: " + task.language());
    }
    if (!isIn(language.get(), sample)) {
      return Step.done(
          Verdict.COMPILE_ERROR,
          "the problem asks for " + language.get().id() + ", not for " + sample.language());
    }
    String source = task.source(sample.code(), sample.complete());
    Harness harness = HARNESSES.get(language.get().family());
    return harness == null
        ? together(task, language.get(), source, "no harness for " + language.get().id())
        : attempt(task, language.get(), harness, source, false, CANNOT);
  }

  private boolean isIn(Language language, Sample sample) {
    String name = sample.language();
    return name == null
        || table.find(name).filter(own -> own.family().equals(language.family())).isPresent();
  }

  @Override
  public Optional<Language> language(HarnessTask task, Sample sample) {
    return table.find(task.language());
  }

  private Step attempt(
      HarnessTask task,
      Language language,
      Harness harness,
      String source,
      boolean withReference,
      String why) {
    boolean possible = !withReference || task.reference() != null;
    Optional<Side> tests =
        possible ? harness.tests(task, language, withReference) : Optional.empty();
    if (tests.isEmpty()) {
      return withReference
          ? together(task, language, source, why)
          : attempt(task, language, harness, source, true, why);
    }
    return with(
        tests.get(),
        compiled ->
            compiled.problem() == null
                ? play(task, language, harness, source, tests.get(), compiled)
                : failedTests(task, language, harness, source, withReference, compiled));
  }

  /** Without its compiler a language cannot be judged at all; else there may be another way. */
  private Step failedTests(
      HarnessTask task,
      Language language,
      Harness harness,
      String source,
      boolean withReference,
      Compiled compiled) {
    if (!compiled.decided()) {
      return Step.done(
          Verdict.MISSING_INFO,
          "its tests could not be compiled: " + firstLines(compiled.problem()));
    }
    String why = "its tests do not compile by themselves: " + firstLines(compiled.problem());
    return withReference
        ? together(task, language, source, why)
        : attempt(task, language, harness, source, true, why);
  }

  /** Goes on with the files of a side that need compiling, made once. */
  private Step with(Side side, Function<Compiled, Step> then) {
    return withShared(
        side.shared(),
        shared ->
            shared.problem() != null
                ? then.apply(shared)
                : side.artifacts().isEmpty()
                    ? then.apply(new Compiled(side.files(), null))
                    : cache.with(
                        List.of(side.files(), side.compile()),
                        () -> executable(side.files(), shared, side.compile(), side.artifacts()),
                        side.artifacts(),
                        then));
  }

  private Step withShared(Optional<Shared> shared, Function<Compiled, Step> then) {
    if (shared.isEmpty()) {
      return then.apply(new Compiled(new LinkedHashMap<>(), null));
    }
    Shared wanted = shared.get();
    Compiled none = new Compiled(new LinkedHashMap<>(), null);
    return cache.with(
        wanted.name(),
        () -> executable(wanted.files(), none, wanted.commands(), wanted.artifacts()),
        wanted.artifacts(),
        then);
  }

  private static Executable executable(
      Map<String, Blob> files, Compiled shared, List<Command> commands, List<String> artifacts) {
    return Executable.builder()
        .files(shared.files())
        .files(files)
        .commands(commands)
        .track(artifacts.toArray(String[]::new))
        .build();
  }

  private Step play(
      HarnessTask task,
      Language language,
      Harness harness,
      String source,
      Side tests,
      Compiled compiled) {
    Side sample = harness.sample(task, language, task.closed(source));
    return withShared(
        sample.shared(), shared -> play(task, language, harness, tests, compiled, sample, shared));
  }

  private static Step play(
      HarnessTask task,
      Language language,
      Harness harness,
      Side tests,
      Compiled compiled,
      Side sample,
      Compiled shared) {
    if (shared.problem() != null) {
      return Step.done(Verdict.MISSING_INFO, shared.problem());
    }
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>(shared.files());
    files.putAll(sample.files());
    Build build = new Build(new Program(language, files), sample.compile());
    Conversation conversation = conversation(task, language, tests, compiled, sample);
    return play(conversation, together(task, language), harness, build, true);
  }

  /** Plays the conversation; tests that break are played once more, in a sandbox of their own. */
  private static Step play(
      Conversation conversation,
      LimitOverrides limits,
      Harness harness,
      Build build,
      boolean firstTime) {
    Referee referee = Referee.of(conversation, limits);
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
              ? play(conversation, limits, harness, build, false)
              : new Step.Done(grade(harness, build, report, result));
        });
  }

  private static Conversation conversation(
      HarnessTask task, Language language, Side tests, Compiled compiled, Side sample) {
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
  private static LimitOverrides together(HarnessTask task, Language language) {
    DataSize extra = language.costs().extraMemory();
    DataSize twice = extra.plus(extra).plus(DataSize.ofMebibytes(64));
    return task.limits()
        .withMemory(task.limits().memory().map(twice::plus).orElse(null))
        .withMaxProcesses(2 * language.costs().processes() + 16)
        .withOutput(DataSize.ofKibibytes(256));
  }

  private static Grade grade(
      Harness harness, Build build, Optional<Report> report, ExecutionResult result) {
    CommandResult run = build.later(result).getLast();
    Verdict seenAs =
        report.map(seen -> verdict(harness, seen)).orElseGet(() -> ExitVerdicts.of(run));
    Verdict verdict = Report.withMemory(seenAs, run);
    String detail =
        verdict == Verdict.PASSED
            ? null
            : report.map(HarnessGrader::said).orElse("the tests were cut off: " + run.outcome());
    return new Grade(verdict, List.of(), result.elapsed(), PeakMemory.of(run), detail);
  }

  private static @Nullable String said(Report seen) {
    return seen.trustedBroke()
        ? "the tests broke, twice" + (seen.message() == null ? "" : ": " + seen.message())
        : seen.message();
  }

  private static Verdict verdict(Harness harness, Report seen) {
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

  private Step together(HarnessTask task, Language language, String source, String why) {
    OneProgram program = new OneProgram(task, language, source, why);
    return withShared(
        program.shared(),
        shared -> program.begin(shared, grade -> blamed(task, language, shared, grade)));
  }

  /** Takes the blame from a sample whose problem works with no sample on this machine. */
  private Step blamed(HarnessTask task, Language language, Compiled shared, Grade grade) {
    Verdict verdict = grade.verdict();
    boolean unlike = verdict != Verdict.FAILED && verdict != Verdict.COMPILE_ERROR;
    Optional<String> source = unlike ? Optional.empty() : new StubCheck(task, language).source();
    if (source.isEmpty()) {
      return new Step.Done(grade);
    }
    OneProgram stub = new OneProgram(task, language, source.get(), "");
    return cache.with(
        List.of("stub", language.id(), source.get(), task.tests()),
        () -> StubCheck.executable(stub.built(shared), shared),
        StubCheck.artifacts(),
        tried ->
            tried.problem() == null || !tried.decided()
                ? new Step.Done(grade)
                : Step.done(Verdict.MISSING_INFO, StubCheck.problem(tried.problem())));
  }

  private static String firstLines(@Nullable String text) {
    return text == null ? "" : text.lines().limit(3).collect(Collectors.joining(" | "));
  }
}
