package dev.sce.eval;

import dev.sce.CodeExecutor;
import dev.sce.ResultStream;
import dev.sce.datasets.SampleRow;
import dev.sce.json.ResultSink;
import dev.sce.json.UnusableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * One evaluation with its files. {@code results.jsonl} grows by whole lines and survives a kill at
 * any moment; {@code metrics.json} is there only when it says something about all of it.
 */
public final class EvaluationRun {
  private final EvaluationRequest request;
  private final Listener listener;
  private final Scoreboard scoreboard = new Scoreboard();
  private final Duplicates duplicates = new Duplicates();
  private boolean metricsOutdated;

  /** Is told how a run goes, by the thread that runs it. */
  public interface Listener {
    /** Told once, when the first sample is about to run, what ends the run early. */
    void started(Runnable cancel);

    /**
     * Told after each row that is written.
     *
     * @param passAt1 over the problems with judged samples so far; empty before the first
     */
    void rowDone(OptionalDouble passAt1);
  }

  /** Makes a run, which can be used once. */
  public EvaluationRun(EvaluationRequest request, Listener listener) {
    this.request = request;
    this.listener = listener;
  }

  /** Opens executors, so that none is opened before the files are known to be usable. */
  @FunctionalInterface
  public interface ExecutorSource {
    /** Returns an executor, which this run closes. */
    CodeExecutor open() throws IOException;
  }

  /**
   * Evaluates samples.
   *
   * @throws UnusableFileException when the directory holds other results, or what is resumed had
   *     other samples or conditions
   */
  public Scores run(ExecutorSource executors, Stream<SampleRow> samples) throws IOException {
    long begin = System.nanoTime();
    try (ResultSink sink = ResultSink.file(request.resultsFile())) {
      EarlierRun earlier = earlier();
      try (CodeExecutor executor = executors.open()) {
        prepare(earlier, sink, executor.isolation().label());
        SampleQueue queue =
            new SampleQueue(
                samples.iterator(),
                request.problems(),
                earlier.rows,
                request.dedupe(),
                request.shard().orElse(null));
        Evaluator evaluator =
            new Evaluator(executor, request.problems(), request.graders(), request.limits());
        boolean finished;
        try (ResultStream<SampleResult> results = evaluator.evaluate(queue)) {
          listener.started(results::close);
          finished = drain(results, earlier, sink);
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
        Scores scores =
            scores(earlier, queue.extractions(), !finished, elapsed, executor.isolation().label());
        if (finished) {
          MetricsFile.write(request, scores);
        }
        return scores;
      }
    }
  }

  private EarlierRun earlier() throws IOException {
    Path file = request.resultsFile();
    if (request.resume()) {
      return EarlierRun.read(file, this::countFinished);
    }
    if (Files.size(file) > 0) {
      throw new UnusableFileException(
          file + " already holds results; add --resume to go on with it, or move it away");
    }
    return EarlierRun.none();
  }

  /** Makes sure that the rows to come belong to those that are there; nothing is lost before. */
  private void prepare(EarlierRun earlier, ResultSink sink, String isolation) throws IOException {
    if (earlier.validLength() > 0) {
      RunFile.check(request, isolation);
    } else {
      Files.deleteIfExists(request.metricsFile());
      RunFile.write(request, isolation);
    }
    sink.keep(earlier.validLength());
  }

  private void countFinished(JudgedSample row) {
    scoreboard.add(row);
    if (request.dedupe() && !row.isDuplicate()) {
      // Nobody waits yet: no sample has been read.
      List<JudgedSample> waited = duplicates.judged(row);
      assert waited.isEmpty();
    }
  }

  /** Writes all results; false when the run was interrupted. */
  private boolean drain(ResultStream<SampleResult> results, EarlierRun earlier, ResultSink sink)
      throws IOException {
    try {
      for (SampleResult result : results) {
        if (!earlier.rows.has(result.index())) {
          take(result, sink);
        }
      }
      return true;
    } catch (CancellationException e) {
      return false;
    }
  }

  private void take(SampleResult result, ResultSink sink) throws IOException {
    Long original = result.duplicateOf();
    if (original != null) {
      writeAll(duplicates.duplicate(result, original), sink);
      return;
    }
    JudgedSample row = JudgedSample.of(result);
    writeAll(List.of(row), sink);
    if (request.dedupe()) {
      writeAll(duplicates.judged(row), sink);
    }
  }

  private void writeAll(List<JudgedSample> rows, ResultSink sink) throws IOException {
    for (JudgedSample row : rows) {
      if (!metricsOutdated) {
        // Not before: a run that is refused, or has nothing to add, leaves what is still true.
        Files.deleteIfExists(request.metricsFile());
        metricsOutdated = true;
      }
      String id = row.result().problemId();
      sink.write(ResultRow.line(row, request.judgesInProcess(id), request.groups(id)));
      scoreboard.add(row);
      listener.rowDone(scoreboard.passAt1());
    }
  }

  private Scores scores(
      EarlierRun earlier,
      Extractions extractions,
      boolean interrupted,
      Duration elapsed,
      String isolation) {
    return scoreboard.scores(
        request, extractions, earlier.rows.count(), interrupted, elapsed, isolation);
  }
}
