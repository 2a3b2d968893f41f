package dev.sce.judge.program;

import dev.sce.judge.Grade;
import dev.sce.judge.Grader;
import dev.sce.judge.GraderSettings;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.language.Program;
import dev.sce.judge.language.SyntaxCheck;
import java.util.Optional;

/**
 * Judges programs on the tests of a contest problem: compiled once, then run on every test.
 *
 * <p>Tests are independent: each starts from what the compiler left, and nothing that a program has
 * written at one is there at another. Verdicts are reached outside of its sandbox.
 */
public final class ProgramGrader implements Grader<ProgramTask> {
  private final LanguageTable table;
  private final SpecialJudging specialJudging;
  private final InteractiveJudging interactiveJudging;

  /** Makes a grader for programs in the languages of a table. */
  public ProgramGrader(LanguageTable table) {
    JudgePrograms judges = new JudgePrograms();
    this.table = table;
    this.specialJudging = new SpecialJudging(judges);
    this.interactiveJudging = new InteractiveJudging(judges);
  }

  @Override
  public ProgramGrader with(GraderSettings settings) {
    return new ProgramGrader(settings.languages());
  }

  @Override
  public Class<ProgramTask> taskType() {
    return ProgramTask.class;
  }

  @Override
  public Step begin(ProgramTask task, Sample sample) {
    return switch (Submissions.read(table, sample, task.language())) {
      case Submissions.Usable usable -> begin(task, usable.program());
      case Submissions.Unusable unusable -> Step.done(Verdict.COMPILE_ERROR, unusable.why());
      case Submissions.UnknownLanguage unknown ->
          Step.done(
              Verdict.MISSING_INFO,
              "the problem's language '" + unknown.name() + "' is not in the table");
    };
  }

  @Override
  public Optional<Language> language(ProgramTask task, Sample sample) {
    return Submissions.read(table, sample, task.language()) instanceof Submissions.Usable usable
        ? Optional.of(usable.program().language())
        : Optional.empty();
  }

  /** Begins to judge a program. */
  public Step begin(ProgramTask task, Program program) {
    if (task.judging() instanceof Judging.Impossible impossible) {
      return Step.done(Verdict.MISSING_INFO, impossible.why());
    }
    if (task.tests().isEmpty()) {
      return Step.done(Verdict.MISSING_INFO, "the problem has no tests");
    }
    Optional<String> refusal = task.rules().refusal(program);
    if (refusal.isPresent()) {
      return Step.done(Verdict.COMPILE_ERROR, refusal.get());
    }
    Program whole = task.rules().with(program);
    Optional<String> clash = Submissions.problem(whole);
    return clash.isPresent()
        ? Step.done(
            Verdict.COMPILE_ERROR,
            "its files cannot stand beside those of the problem: " + clash.get())
        : SyntaxCheck.decide(program, judge(task, whole));
  }

  private Step judge(ProgramTask task, Program program) {
    return switch (task.judging()) {
      case Judging.Compare compare -> {
        TestRun run = TestRun.of(task, program, compare);
        yield run.begin(
            result -> new Step.Done(Grade.ofTests(run.results(result), result.elapsed())));
      }
      case Judging.BySpecialJudge special -> specialJudging.begin(task, special, program);
      case Judging.ByInteractor interactor -> interactiveJudging.begin(task, interactor, program);
      case Judging.Impossible impossible -> Step.done(Verdict.MISSING_INFO, impossible.why());
    };
  }
}
