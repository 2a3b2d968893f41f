package dev.sce.internal.pipeline;

import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.GroupPostprocessor;
import dev.sce.Prepared;
import dev.sce.Preprocessor;
import dev.sce.TrackedFile;
import dev.sce.spi.Backend;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What happens to one prediction: prepare, run its parts, combine. */
final class PredictionJob<P, R> {
  /** What a result weighs besides its bytes; generous, so that many small ones count too. */
  private static final long BASE_WEIGHT = 512;

  private final ExecutableRunner runner;
  private final Backend backend;
  private final int workers;
  private final Preprocessor<? super P> preprocessor;
  private final GroupPostprocessor<? super P, List<R>> postprocessor;
  private final @Nullable ErrorDirectory errors;
  final BatchClock clock = new BatchClock();

  PredictionJob(
      ExecutionConfig config,
      Backend backend,
      ExecutableRunner runner,
      Preprocessor<? super P> preprocessor,
      GroupPostprocessor<? super P, List<R>> postprocessor) {
    this.runner = runner;
    this.backend = backend;
    this.workers = config.workers();
    this.preprocessor = preprocessor;
    this.postprocessor = postprocessor;
    this.errors =
        config.errorDirectory() == null ? null : new ErrorDirectory(config.errorDirectory());
  }

  /**
   * What became of one prediction.
   *
   * @param weight bytes that the results hold in memory, roughly
   */
  record Done<R>(List<R> results, long weight) {}

  Done<R> run(long index, P prediction, JobThreads threads) throws InterruptedException {
    long begin = System.nanoTime();
    Prepared prepared = prepare(prediction);
    long took = System.nanoTime() - begin;
    clock.preprocessed(took);
    List<ExecutionResult> results = execute(index, prediction, prepared, threads);
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedException();
    }
    Duration preprocess = Duration.ofNanos(took);
    results = results.stream().map(result -> result.with(result.key(), preprocess)).toList();
    return new Done<>(combine(prediction, results), weigh(results));
  }

  private Prepared prepare(P prediction) {
    try {
      return Objects.requireNonNull(preprocessor.prepare(prediction), "it returned null");
    } catch (Throwable e) {
      throw new CallerFailure("preprocessor", e);
    }
  }

  private List<R> combine(P prediction, List<ExecutionResult> results) {
    long begin = System.nanoTime();
    try {
      return postprocessor.combine(prediction, results);
    } catch (Throwable e) {
      throw new CallerFailure("postprocessor", e);
    } finally {
      clock.postprocessed(System.nanoTime() - begin);
    }
  }

  private List<ExecutionResult> execute(
      long index, P prediction, Prepared prepared, JobThreads threads) throws InterruptedException {
    return switch (prepared) {
      case Prepared.Single single -> List.of(part(index, 0, prediction, single));
      case Prepared.Several several -> {
        List<? extends Prepared.Single> parts = several.parts();
        yield new Parts(parts.size(), sub -> part(index, sub, prediction, parts.get(sub)))
            .run(threads, workers);
      }
    };
  }

  private ExecutionResult part(long index, int sub, P prediction, Prepared.Single single) {
    String key = index + "." + sub;
    return switch (single) {
      case ExecutionResult known -> known.with(key, Duration.ZERO);
      case Executable executable ->
          runner.run(
              key,
              executable,
              clock,
              (failedKey, failed, reason) -> recordFailure(failedKey, prediction, failed));
    };
  }

  private void recordFailure(String key, P prediction, Executable executable) {
    if (errors != null) {
      errors.record(key, prediction, executable, backend.directory());
    }
  }

  private static long weigh(List<ExecutionResult> results) {
    long weight = BASE_WEIGHT;
    for (ExecutionResult result : results) {
      weight += BASE_WEIGHT;
      for (CommandResult command : result.commandResults()) {
        weight += BASE_WEIGHT + command.out().content().size() + command.err().content().size();
      }
      for (TrackedFile file : result.trackedFiles().values()) {
        weight += file.content() == null ? 0 : file.content().size();
      }
    }
    return weight;
  }
}
