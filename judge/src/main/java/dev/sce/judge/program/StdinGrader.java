package dev.sce.judge.program;

import dev.sce.DataSize;
import dev.sce.ExecutionResult;
import dev.sce.LimitOverrides;
import dev.sce.judge.Grade;
import dev.sce.judge.Grader;
import dev.sce.judge.GraderSettings;
import dev.sce.judge.PeakMemory;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.Verdict;
import dev.sce.judge.call.Python3;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.language.Program;
import dev.sce.judge.language.SyntaxCheck;
import java.util.Optional;

/**
 * Judges samples by what they print; see {@link StdinTask}. They are run like the programs of
 * {@link ProgramGrader}, but Python has a driver with the names and limits of the data set's
 * harness.
 */
public final class StdinGrader implements Grader<StdinTask> {
  private static final int ANSWERS_OF_OUTPUT = 4;

  private final LanguageTable languages;

  /** Makes one that knows the languages of the shipped table. */
  public StdinGrader() {
    this(LanguageTable.standard());
  }

  /** Makes one that knows other languages. */
  public StdinGrader(LanguageTable languages) {
    this.languages = languages;
  }

  @Override
  public StdinGrader with(GraderSettings settings) {
    return new StdinGrader(settings.languages());
  }

  @Override
  public Class<StdinTask> taskType() {
    return StdinTask.class;
  }

  @Override
  public Optional<Language> language(StdinTask task, Sample sample) {
    return Python3.is(sample.language()) ? Optional.empty() : named(sample);
  }

  private Optional<Language> named(Sample sample) {
    return Optional.ofNullable(sample.language()).flatMap(languages::find);
  }

  @Override
  public Step begin(StdinTask task, Sample sample) {
    if (task.tests().isEmpty()) {
      return Step.done(Verdict.MISSING_INFO, "the problem has no tests");
    }
    String code = sample.complete() ? sample.code() : task.prompt() + sample.code();
    if (Python3.is(sample.language())) {
      return begin(task, StdinDriver.program(task.settings(), code));
    }
    // The set's own language is known, so it is the sample that wants another one.
    return named(sample)
        .map(language -> begin(task, Program.of(language, code)))
        .orElseGet(
            () ->
                Step.done(
                    Verdict.COMPILE_ERROR,
                    "there is no language '" + sample.language() + "' in the table"));
  }

  private static Step begin(StdinTask task, Program program) {
    return SyntaxCheck.decide(program, begin(task, SampleProgram.of(program)));
  }

  private static Step begin(StdinTask task, SampleProgram program) {
    TestRun run =
        new TestRun(
            task.tests(), rules(task.settings()), program, new Judging.Compare(task.checker()));
    return run.begin(result -> new Step.Done(grade(run, result)));
  }

  private static TestRules rules(StdinSettings settings) {
    LimitOverrides limits =
        LimitOverrides.NONE
            .withWallTime(settings.testTime())
            .withMemory(settings.memory())
            .withOutput(DataSize.ofGibibytes(1));
    return new TestRules(
        limits, ANSWERS_OF_OUTPUT, settings.earlyStop(), settings.alwaysRun(), null);
  }

  private static Grade grade(TestRun run, ExecutionResult result) {
    return Grade.ofTests("test ", run.results(result), result.elapsed())
        .withPeakMemory(PeakMemory.of(result.commandResults()));
  }
}
