package dev.sce.cli;

import dev.sce.Blob;
import dev.sce.CodeExecutor;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Outcome;
import dev.sce.Prepared;
import dev.sce.ResultStream;
import dev.sce.Reused;
import dev.sce.json.ByteCounter;
import dev.sce.json.FinishedRows;
import dev.sce.json.InputSource;
import dev.sce.json.ResultSink;
import dev.sce.json.RowReader;
import dev.sce.json.rows.IdentifiedRow;
import dev.sce.json.rows.OutcomeCounts;
import dev.sce.json.rows.PendingRows;
import dev.sce.json.rows.ResultRow;
import dev.sce.json.rows.ResultsFile;
import dev.sce.json.rows.RowBudget;
import dev.sce.json.rows.RowPreparer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** One run: rows in, results out, summary at the end. */
final class RunJob {
  /** Bytes of input rows in progress at a time; in memory they take about ten times as much. */
  private static final long ROWS_UNDER_WAY =
      Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 16);

  private final RunCommand options;
  private final List<InputSource> sources;
  private final RowPreparer preparer;
  private final ExecutionConfig config;
  private final ByteCounter read = new ByteCounter();
  private final InputShare share;
  private final RowBudget budget = new RowBudget(ROWS_UNDER_WAY);
  private final OutcomeCounts outcomes = new OutcomeCounts();

  // Counted by many threads.
  private final Map<String, LongAdder> launchers = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> reused = new ConcurrentSkipListMap<>();

  RunJob(
      RunCommand options, List<InputSource> sources, RowPreparer preparer, ExecutionConfig config) {
    this.options = options;
    this.sources = sources;
    this.preparer = preparer;
    this.config = config;
    this.share = new InputShare(sources, read);
  }

  /** A finished row on its way to the sink. */
  private record Line(Blob text, Outcome outcome, long rowSize) {}

  int run() throws IOException {
    try (Interruption interruption = new Interruption();
        ResultSink sink = openSink()) {
      // No other process can write the file any more, so what is read now stays valid.
      ResultsFile earlier = earlierResults();
      checkInput(earlier.rows());
      try (CodeExecutor executor = SandboxOptions.open(config);
          RowReader rows = new RowReader(sources, read, RowReader.LARGEST_ROW)) {
        sink.keep(earlier.validLength());
        outcomes.addAll(earlier.outcomes());
        PendingRows pending = pending(rows, earlier.rows(), budget);
        try (ResultStream<Line> results =
            executor.stream(pending, this::prepare, (row, result) -> line(row, result))) {
          interruption.cancelWith(results::close);
          boolean interrupted = !drain(results, sink);
          return finish(earlier, executor, results, interrupted, sink);
        }
      }
    }
  }

  private PendingRows pending(RowReader rows, FinishedRows finished, RowBudget rowBudget) {
    return new PendingRows(
        rows,
        options.id,
        finished,
        rowBudget,
        String.valueOf(options.output),
        options.execution.shard);
  }

  private ResultSink openSink() throws IOException {
    return options.output == null ? ResultSink.standardOutput() : ResultSink.file(options.output);
  }

  private ResultsFile earlierResults() throws IOException {
    Path output = options.output;
    if (output == null || !Files.isRegularFile(output)) {
      return ResultsFile.nothing();
    }
    if (options.execution.resume) {
      return ResultsFile.read(output);
    }
    if (Files.size(output) > 0) {
      throw new UsageException(
          output + " already holds results; add --resume to continue it, or move it away");
    }
    return ResultsFile.nothing();
  }

  /**
   * Checks before anything is run that the finished rows belong to this input. If they are its
   * first rows, that becomes apparent in passing; and a pipe cannot be read twice.
   */
  private void checkInput(FinishedRows finished) throws IOException {
    boolean inPassing = finished.isPrefix();
    if (inPassing || !sources.stream().allMatch(InputSource::isRegularFile)) {
      return;
    }
    try (RowReader rows = new RowReader(sources, new ByteCounter(), RowReader.LARGEST_ROW)) {
      PendingRows all = pending(rows, finished, new RowBudget(Long.MAX_VALUE));
      while (all.hasNext() && all.next().row().index() < finished.highestIndex()) {
        // Every step compares one row.
      }
    } catch (UncheckedIOException e) {
      throw unreadable(e);
    }
  }

  private Prepared prepare(IdentifiedRow row) {
    return row.finished() ? ExecutionResult.known(List.of()) : preparer.prepare(row);
  }

  private Line line(IdentifiedRow row, ExecutionResult result) {
    count(result);
    Blob text = row.finished() ? Blob.EMPTY : ResultRow.line(row.row().index(), row.id(), result);
    return new Line(text, result.outcome(), row.row().size());
  }

  private void count(ExecutionResult result) {
    if (result.reused() != Reused.NO) {
      add(reused, result.reused().name().toLowerCase(Locale.ROOT));
      return;
    }
    result.commandResults().forEach(command -> add(launchers, command.launcher().label()));
  }

  private static void add(Map<String, LongAdder> counts, String name) {
    counts.computeIfAbsent(name, _ -> new LongAdder()).increment();
  }

  /** Writes all results; returns false if the run was interrupted. */
  private boolean drain(ResultStream<Line> results, ResultSink sink) throws IOException {
    try (Progress progress = Progress.of(options.execution.progress, share)) {
      for (Line line : results) {
        budget.leave(line.rowSize());
        share.rowFinished(line.rowSize());
        if (!line.text().isEmpty()) {
          sink.write(line.text());
          outcomes.add(line.outcome());
          progress.rowDone(() -> "");
        }
      }
      return true;
    } catch (CancellationException e) {
      return false;
    } catch (UncheckedIOException e) {
      throw unreadable(e);
    }
  }

  private static UsageException unreadable(UncheckedIOException e) {
    IOException cause = e.getCause();
    return new UsageException(cause == null ? e.toString() : String.valueOf(cause.getMessage()));
  }

  private static Map<String, Long> sums(Map<String, LongAdder> counts) {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach((name, count) -> sums.put(name, count.sum()));
    return sums;
  }

  private int finish(
      ResultsFile earlier,
      CodeExecutor executor,
      ResultStream<Line> results,
      boolean interrupted,
      ResultSink sink)
      throws IOException {
    Summary summary =
        new Summary(
            outcomes,
            earlier.rows().count(),
            interrupted,
            config.workers(),
            sums(launchers),
            sums(reused),
            executor.isolation().label(),
            results.times(),
            options.execution.events());
    summary.print(System.err);
    if (options.summary != null) {
      summary.write(options.summary);
    }
    if (interrupted) {
      if (sink.isResumable()) {
        System.err.println("sce: run the same command with --resume to continue");
      }
      return ExitCode.INTERRUPTED;
    }
    return outcomes.hasInconclusive() ? ExitCode.INCOMPLETE : ExitCode.OK;
  }
}
