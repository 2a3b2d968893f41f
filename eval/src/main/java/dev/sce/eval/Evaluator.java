package dev.sce.eval;

import dev.sce.CodeExecutor;
import dev.sce.Executable;
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
    return evaluate(new SampleQueue(samples, problems, new FinishedRows(), false, null));
  }

  /**
   * Judges what needs it; samples that are finished or duplicates come back without a judgement.
   */
  ResultStream<SampleResult> evaluate(SampleQueue queue) {
    Iterator<SampleRun> runs =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return queue.hasNext();
          }

          @Override
          public SampleRun next() {
            return new SampleRun(queue.next());
          }
        };
    // By then, the steps of judging have used the results of the programs.
    return executor.streamGroups(runs, this::prepare, (each, used) -> each.result());
  }

  /**
   * Judges one sample of a problem, with programs that somebody else runs; both need not be known
   * to this evaluator.
   *
   * @throws E if a program is not run
   * @throws InterruptedException if it was cancelled; nothing of it runs any more by then
   */
  public <E extends Exception> SampleResult judge(
      Problem problem, Sample sample, ProgramRunner<E> runner) throws E, InterruptedException {
    SampleRow row = new SampleRow.Valid("the sample", sample);
    return judge(new QueuedSample(0, row, "", problem, null, false), runner);
  }

  <E extends Exception> SampleResult judge(QueuedSample queued, ProgramRunner<E> runner)
      throws E, InterruptedException {
    SampleRun run = new SampleRun(queued);
    Prepared step = prepare(run);
    while (step instanceof Prepared.Continue more) {
      List<Executable> programs = more.parts().stream().map(Executable.class::cast).toList();
      step = more.next().apply(runner.run(programs));
    }
    return run.result();
  }

  private Prepared prepare(SampleRun run) {
    Problem problem = run.queued.problem();
    Sample sample = run.queued.toJudge();
    return prepared(
        run,
        sample == null || problem == null
            ? new Step.Done(unjudged(run.queued))
            : judges.begin(limits.apply(problem.task()), sample));
  }

  private Prepared prepared(SampleRun run, Step step) {
    return switch (step) {
      case Step.Done done -> graded(run, done.grade());
      case Step.Run next ->
          Prepared.then(
              limits.apply(next.programs()),
              results -> {
                run.measure(results);
                return prepared(run, judges.next(next, results));
              });
    };
  }

  private static Grade unjudged(QueuedSample queued) {
    if (queued.row() instanceof SampleRow.Invalid invalid) {
      return Grade.of(Verdict.INVALID_INPUT, invalid.place() + ": " + invalid.problem());
    }
    if (queued.problem() == null) {
      return Grade.of(
          Verdict.MISSING_INFO,
          queued.row().place() + ": the data set has no problem '" + queued.problemId() + "'");
    }
    return Grade.of(Verdict.SKIPPED, null);
  }

  /** Takes the blame from a sample whose language does not work on this machine. */
  private Prepared graded(SampleRun run, Grade grade) {
    run.grade = grade;
    return suspect(run.queued, grade)
        .map(language -> languages.prepare(language, why -> excuse(run, why)))
        .orElseGet(() -> Prepared.all(List.of()));
  }

  private static void excuse(SampleRun run, Optional<String> why) {
    why.ifPresent(problem -> run.grade = Grade.of(Verdict.MISSING_INFO, problem));
  }

  /** Returns the language that may be the reason why a sample does not pass. */
  private Optional<Language> suspect(QueuedSample queued, Grade grade) {
    Problem problem = queued.problem();
    Sample sample = queued.toJudge();
    return problem == null || sample == null || grade.passed() || !grade.verdict().isJudgement()
        ? Optional.empty()
        : judges.language(problem.task(), sample);
  }
}
