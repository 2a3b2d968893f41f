package dev.sce.cli;

import dev.sce.Blob;
import dev.sce.CodeExecutor;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Outcome;
import dev.sce.ResultStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;

/** One run: rows in, results out, summary at the end. */
final class RunJob {
  /** Bytes of input rows under way at once. */
  private static final long ROWS_UNDER_WAY = 256L << 20;

  private final RunCommand options;
  private final List<InputSource> sources;
  private final RowPreparer preparer;
  private final ExecutionConfig config;
  private final ByteCounter read = new ByteCounter();
  private final InputShare share;
  private final RowBudget budget = new RowBudget(ROWS_UNDER_WAY);
  private final OutcomeCounts outcomes = new OutcomeCounts();

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
    ResultsFile earlier = earlierResults();
    outcomes.addAll(earlier.outcomes);
    try (Interruption interruption = new Interruption();
        CodeExecutor executor = CodeExecutor.create(config);
        ResultSink sink = openSink(earlier);
        RowReader rows = new RowReader(sources, read)) {
      PendingRows pending =
          new PendingRows(
              rows, options.id, earlier.rows, budget, share, String.valueOf(options.output));
      try (ResultStream<Line> results =
          executor.stream(pending, preparer::prepare, (row, result) -> line(row, result))) {
        interruption.cancelWith(results::close);
        boolean interrupted = !drain(results, sink);
        return finish(earlier, executor, results, interrupted, sink);
      }
    }
  }

  private ResultsFile earlierResults() throws IOException {
    Path output = options.output;
    if (output == null) {
      return ResultsFile.nothing();
    }
    if (options.resume) {
      return ResultsFile.read(output);
    }
    if (Files.isRegularFile(output) && Files.size(output) > 0) {
      throw new UsageException(
          output + " already holds results; add --resume to go on with it, or move it away");
    }
    return ResultsFile.nothing();
  }

  private ResultSink openSink(ResultsFile earlier) throws IOException {
    return options.output == null
        ? ResultSink.standardOutput()
        : ResultSink.file(options.output, earlier.validLength());
  }

  private Line line(IdentifiedRow row, ExecutionResult result) {
    Blob text = ResultRow.line(row.row().index(), row.id(), result);
    return new Line(text, result.outcome(), row.row().size());
  }

  /** Writes all results; false when the run was interrupted. */
  private boolean drain(ResultStream<Line> results, ResultSink sink) throws IOException {
    try (Progress progress = Progress.of(options.progress, share)) {
      while (results.hasNext()) {
        Line line = results.next();
        budget.leave(line.rowSize());
        sink.write(line.text());
        outcomes.add(line.outcome());
        share.rowFinished(line.rowSize());
        progress.rowDone();
      }
      return true;
    } catch (CancellationException e) {
      return false;
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      throw new UsageException(cause == null ? e.toString() : String.valueOf(cause.getMessage()));
    }
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
            earlier.rows.count(),
            interrupted,
            config.workers(),
            executor.isolation().label(),
            results.times());
    summary.print(System.err);
    if (options.summary != null) {
      summary.write(options.summary);
    }
    if (interrupted) {
      if (sink.isResumable()) {
        System.err.println("sce: the same command with --resume goes on");
      }
      return ExitCode.INTERRUPTED;
    }
    return outcomes.hasNoVerdicts() ? ExitCode.INCOMPLETE : ExitCode.OK;
  }
}
