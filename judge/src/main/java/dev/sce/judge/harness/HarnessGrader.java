package dev.sce.judge.harness;

import dev.sce.judge.Grade;
import dev.sce.judge.Grader;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.CompileCache.Compiled;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Judges samples by tests that call them, in a process of their own.
 *
 * <p>The tests are compiled once for each problem, in a sandbox where no sample has been. Where the
 * problem's function cannot be called from another process, tests and sample are one program, and
 * the judgement says so: a sample that knows about it can forge a pass there.
 */
public final class HarnessGrader implements Grader<HarnessTask> {
  private static final Map<String, Harness> HARNESSES =
      Map.of(
          "cpp", new CppHarness(),
          "go", new GoHarness(),
          "java", new JavaHarness(),
          "javascript", new JavaScriptHarness(),
          "rust", new RustHarness());

  private final LanguageTable table;
  private final SharedBuilds builds = new SharedBuilds();

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
    Function<String, Step> inOneProgram = why -> inOneProgram(task, language.get(), source, why);
    return harness == null
        ? inOneProgram.apply("no harness for " + language.get().id())
        : new HarnessTrial(builds, task, language.get(), harness, source, inOneProgram).begin();
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

  private Step inOneProgram(HarnessTask task, Language language, String source, String why) {
    OneProgram program = new OneProgram(task, language, source, why);
    return builds.withShared(
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
    return builds
        .cache()
        .with(
            List.of("stub", language.id(), source.get(), task.tests()),
            () -> StubCheck.executable(stub.built(shared), shared),
            StubCheck.artifacts(),
            tried ->
                tried.problem() == null || !tried.decided()
                    ? new Step.Done(grade)
                    : Step.done(Verdict.MISSING_INFO, StubCheck.problem(tried.problem())));
  }
}
