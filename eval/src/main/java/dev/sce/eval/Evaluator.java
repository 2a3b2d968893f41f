package dev.sce.eval;

import dev.sce.CodeExecutor;
import dev.sce.LimitOverrides;
import dev.sce.Prepared;
import dev.sce.ResultStream;
import dev.sce.datasets.Problem;
import dev.sce.datasets.SampleRow;
import dev.sce.json.FinishedRows;
import dev.sce.judge.Grade;
import dev.sce.judge.Grader;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.Language;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Judges a stream of samples on an executor, with memory bounded by the work under way.
 *
 * <p>Results come in the order that the executor is configured for. Safe for use by many threads;
 * each stream by one.
 */
public final class Evaluator {
  private final CodeExecutor executor;
  private final ProblemIndex problems;
  private final Judges judges;
  private final ExplicitLimits limits;
  private final LanguageGuard languages = new LanguageGuard();

  /**
   * Makes an evaluator.
   *
   * @param executor runs the programs; stays the caller's
   * @param graders exactly one for each kind of task that the problems have
   * @param limits limits that hold for every command instead of the data set's; absent ones do not
   */
  public Evaluator(
      CodeExecutor executor,
      ProblemIndex problems,
      List<Grader<?>> graders,
      LimitOverrides limits) {
    this.executor = executor;
    this.problems = problems;
    this.judges = new Judges(graders);
    this.limits = new ExplicitLimits(limits);
  }

  /** Judges samples; the stream must be closed. Equal samples are all run. */
  public ResultStream<SampleResult> evaluate(Iterator<SampleRow> samples) {
    return evaluate(new Entries(samples, problems, new FinishedRows(), false));
  }

  /**
   * Judges what needs it; entries that are finished or duplicates come back without a judgement.
   */
  ResultStream<SampleResult> evaluate(Entries entries) {
    Iterator<Work> work =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return entries.hasNext();
          }

          @Override
          public Work next() {
            return new Work(entries.next());
          }
        };
    // By then, the steps of judging have used the results of the programs.
    return executor.streamGroups(work, this::prepare, (each, used) -> each.result());
  }

  private Prepared prepare(Work work) {
    Problem problem = work.entry.problem();
    Sample sample = work.entry.toJudge();
    return prepared(
        work,
        sample == null || problem == null
            ? new Step.Done(unjudged(work.entry))
            : judges.begin(problem.task(), sample));
  }

  private Prepared prepared(Work work, Step step) {
    return switch (step) {
      case Step.Done done -> graded(work, done.grade());
      case Step.Run run ->
          Prepared.then(
              limits.apply(run.programs()),
              results -> {
                work.measure(results);
                return prepared(work, judges.next(run, results));
              });
    };
  }

  private static Grade unjudged(Entry entry) {
    if (entry.row() instanceof SampleRow.Invalid invalid) {
      return Grade.of(Verdict.INVALID_INPUT, invalid.place() + ": " + invalid.problem());
    }
    if (entry.problem() == null) {
      return Grade.of(
          Verdict.MISSING_INFO,
          entry.row().place() + ": the data set has no problem '" + entry.problemId() + "'");
    }
    return Grade.of(Verdict.SKIPPED, null);
  }

  /** Takes the blame from a sample whose language does not work on this machine. */
  private Prepared graded(Work work, Grade grade) {
    work.grade = grade;
    return suspect(work.entry, grade)
        .map(language -> languages.prepare(language, why -> excuse(work, why)))
        .orElseGet(() -> Prepared.all(List.of()));
  }

  private static void excuse(Work work, Optional<String> why) {
    why.ifPresent(problem -> work.grade = Grade.of(Verdict.MISSING_INFO, problem));
  }

  /** Returns the language that may be the reason why a sample does not pass. */
  private Optional<Language> suspect(Entry entry, Grade grade) {
    Problem problem = entry.problem();
    Sample sample = entry.toJudge();
    return problem == null || sample == null || grade.passed() || !grade.verdict().isJudgement()
        ? Optional.empty()
        : judges.language(problem.task(), sample);
  }
}
