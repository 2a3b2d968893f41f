package dev.sce.eval;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.Blob;
import dev.sce.CodeExecutor;
import dev.sce.datasets.SampleRow;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Judges samples one at a time, for callers who decide themselves when each of their programs runs,
 * and keeps the scores of all. Safe for use by many threads.
 */
public final class SampleJudge {
  private final EvaluationRequest request;
  private final Evaluator evaluator;
  private final String isolation;
  private final long begin = System.nanoTime();
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Scoreboard scoreboard = new Scoreboard();

  @GuardedBy("lock")
  private final Extractions.Counter extractions = new Extractions.Counter();

  /**
   * Makes a judge.
   *
   * @param executor what the programs will run on; stays the caller's
   * @param request what is evaluated; its files are not used
   */
  public SampleJudge(CodeExecutor executor, EvaluationRequest request) {
    this.request = request;
    this.evaluator =
        new Evaluator(executor, request.problems(), request.graders(), request.limits());
    this.isolation = executor.isolation().label();
  }

  /**
   * Judges a sample.
   *
   * @param index its position among all samples
   * @throws E if a program is not run
   * @throws InterruptedException if it was cancelled; nothing of it runs any more by then
   */
  public <E extends Exception> SampleResult judge(
      long index, SampleRow row, ProgramRunner<E> runner) throws E, InterruptedException {
    SampleResult result =
        evaluator.judge(SampleQueue.queued(index, row, request.problems()), runner);
    countExtraction(row);
    return result;
  }

  private void countExtraction(SampleRow row) {
    lock.lock();
    try {
      extractions.add(row);
    } finally {
      lock.unlock();
    }
  }

  /** Counts a result and returns its row, as in {@code results.jsonl}. */
  public Blob count(SampleResult result) {
    JudgedSample judged = JudgedSample.of(result);
    lock.lock();
    try {
      scoreboard.add(judged);
    } finally {
      lock.unlock();
    }
    String id = result.problemId();
    return ResultRow.line(judged, request.judgesInProcess(id), request.groups(id));
  }

  /** Returns the fields of {@code metrics.json} for everything counted so far. */
  public Map<String, Object> metrics() {
    lock.lock();
    try {
      return MetricsFile.fields(request, scores());
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private Scores scores() {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
    return scoreboard.scores(request, extractions.all(), 0, false, elapsed, isolation);
  }
}
