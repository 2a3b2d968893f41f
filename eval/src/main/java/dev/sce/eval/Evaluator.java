package dev.sce.eval;

import dev.sce.CodeExecutor;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.Limits;
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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

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
  private final LimitOverride limits;
  private final LanguageGuard languages;

  /**
   * Makes an evaluator.
   *
   * @param executor runs the programs; stays the caller's
   * @param graders exactly one for each kind of task that the problems have
   * @param limits limits that hold for every command instead of the data set's; absent ones do not
   */
  public Evaluator(
      CodeExecutor executor, ProblemIndex problems, List<Grader<?>> graders, Limits limits) {
    this.executor = executor;
    this.problems = problems;
    this.judges = new Judges(graders);
    this.limits = new LimitOverride(limits);
    this.languages = new LanguageGuard(executor);
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
    return executor.streamGroups(work, this::prepare, this::finish);
  }

  private Prepared prepare(Work work) {
    Problem problem = work.entry.problem();
    Sample sample = work.entry.toJudge();
    work.step =
        sample == null || problem == null
            ? new Step.Done(unjudged(work.entry))
            : judges.begin(problem.task(), sample);
    return work.step instanceof Step.Run run
        ? Prepared.all(limits.apply(run.programs()))
        : Prepared.all(List.of());
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

  /** Takes the first step's results, and runs all further steps. */
  private SampleResult finish(Work work, List<ExecutionResult> first) throws InterruptedException {
    List<ExecutionResult> results = first;
    while (work.step instanceof Step.Run run) {
      work.measure(results);
      work.step = judges.next(run, results);
      if (work.step instanceof Step.Run next) {
        results = runAll(limits.apply(next.programs()));
      }
    }
    return work.result(blamed(work.entry, ((Step.Done) work.step).grade()));
  }

  /** Takes the blame from a sample whose language does not work on this machine. */
  private Grade blamed(Entry entry, Grade grade) throws InterruptedException {
    Problem problem = entry.problem();
    Sample sample = entry.toJudge();
    if (problem == null || sample == null || grade.passed() || !grade.verdict().isJudgement()) {
      return grade;
    }
    Optional<Language> language = judges.language(problem.task(), sample);
    Optional<String> missing =
        language.isPresent() ? languages.problem(language.get()) : Optional.empty();
    return missing.map(why -> Grade.of(Verdict.MISSING_INFO, why)).orElse(grade);
  }

  /** Runs programs side by side, as far as the executor has room. */
  private List<ExecutionResult> runAll(List<Executable> programs) throws InterruptedException {
    if (programs.size() == 1) {
      return List.of(executor.execute(programs.getFirst()));
    }
    List<Future<ExecutionResult>> futures = new ArrayList<>(programs.size());
    try {
      for (Executable program : programs) {
        futures.add(executor.submit(program));
      }
      List<ExecutionResult> results = new ArrayList<>(programs.size());
      for (Future<ExecutionResult> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("running a program failed", e.getCause());
    } finally {
      futures.forEach(future -> future.cancel(true));
    }
  }
}
