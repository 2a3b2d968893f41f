package dev.sce.eval.contest;

import dev.sce.eval.Grader;
import dev.sce.eval.Sample;
import dev.sce.eval.Step;
import dev.sce.eval.Verdict;
import dev.sce.eval.language.LanguageTable;
import dev.sce.eval.language.Program;
import java.util.Optional;

/**
 * Judges programs on the tests of a contest problem: compiled once, then run on every test in the
 * same sandbox.
 *
 * <p>What a program leaves in its directory is there at its next test, so it can make itself fail
 * or save work; verdicts are drawn outside of its sandbox and are out of its reach.
 */
public final class IoGrader implements Grader<IoTask> {
  private final LanguageTable table;
  private final SpecialJudging specialJudging;
  private final InteractiveJudging interactiveJudging;

  /** Makes a grader for programs in the languages of a table. */
  public IoGrader(LanguageTable table) {
    Judges judges = new Judges();
    this.table = table;
    this.specialJudging = new SpecialJudging(judges);
    this.interactiveJudging = new InteractiveJudging(judges);
  }

  @Override
  public Class<IoTask> taskType() {
    return IoTask.class;
  }

  @Override
  public Step begin(IoTask task, Sample sample) {
    Optional<Program> program = Submissions.program(table, sample, task.language());
    if (program.isEmpty()) {
      return Step.done(Verdict.MISSING_INFO, "the language of the sample is not in the table");
    }
    return begin(task, program.get());
  }

  /** Begins to judge a program. */
  public Step begin(IoTask task, Program program) {
    if (task.tests().isEmpty()) {
      return Step.done(Verdict.MISSING_INFO, "the problem has no tests");
    }
    return switch (task.judging()) {
      case Judging.Compare compare -> {
        TestRun run = new TestRun(task, program, compare.checker());
        yield run.begin(result -> new Step.Done(run.grade(result, run.tests(result))));
      }
      case Judging.BySpecialJudge special -> {
        TestRun run = new TestRun(task, program, null);
        yield run.begin(result -> specialJudging.begin(run, special.judge(), result));
      }
      case Judging.ByInteractor interactor ->
          interactiveJudging.begin(task, interactor.judge(), program);
      case Judging.Impossible impossible -> Step.done(Verdict.MISSING_INFO, impossible.why());
    };
  }
}
