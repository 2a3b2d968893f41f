package dev.sce.internal.pipeline;

import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.GroupPostprocessor;
import dev.sce.Prepared;
import dev.sce.Preprocessor;
import dev.sce.TrackedFile;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** What happens to one prediction: prepare, run its parts step by step, combine. */
final class PredictionJob<P, R> {
  /** What a result weighs besides its bytes; generous, so that many small ones count too. */
  private static final long BASE_WEIGHT = 512;

  private final ExecutableRunner runner;
  private final int workers;
  private final Preprocessor<? super P> preprocessor;
  private final GroupPostprocessor<? super P, List<R>> postprocessor;
  final BatchClock clock = new BatchClock();

  PredictionJob(
      int workers,
      ExecutableRunner runner,
      Preprocessor<? super P> preprocessor,
      GroupPostprocessor<? super P, List<R>> postprocessor) {
    this.workers = workers;
    this.runner = runner;
    this.preprocessor = preprocessor;
    this.postprocessor = postprocessor;
  }

  /**
   * What became of one prediction.
   *
   * @param weight bytes that the results hold in memory, roughly
   * @param callersNanos how long the caller's functions took
   */
  record Done<R>(List<R> results, long weight, long callersNanos) {}

  Done<R> run(long index, P prediction, JobThreads threads) throws InterruptedException {
    return new Run(index, prediction, threads).run();
  }

  /** One prediction on its way. */
  private final class Run {
    private final long index;
    private final P prediction;
    private final JobThreads threads;
    private Duration preprocess = Duration.ZERO;
    private long callersNanos;
    private int parts;

    Run(long index, P prediction, JobThreads threads) {
      this.index = index;
      this.prediction = prediction;
      this.threads = threads;
    }

    Done<R> run() throws InterruptedException {
      Prepared prepared = preprocess(() -> preprocessor.prepare(prediction));
      List<ExecutionResult> results = execute(prepared);
      while (prepared instanceof Prepared.Continue step) {
        Function<List<ExecutionResult>, Prepared> next = step.next();
        List<ExecutionResult> known = results;
        prepared = preprocess(() -> next.apply(known));
        results = execute(prepared);
      }
      List<ExecutionResult> last = results;
      List<R> combined = postprocess(() -> postprocessor.combine(prediction, last));
      return new Done<>(combined, weigh(last), callersNanos);
    }

    private Prepared preprocess(Callable<Prepared> function) {
      long begin = System.nanoTime();
      try {
        return Objects.requireNonNull(function.call(), "it returned null");
      } catch (Throwable e) {
        throw new CallerFailure("preprocessor", e);
      } finally {
        long took = System.nanoTime() - begin;
        callersNanos += took;
        preprocess = preprocess.plusNanos(took);
        clock.preprocessed(took);
      }
    }

    private List<R> postprocess(Callable<List<R>> function) {
      long begin = System.nanoTime();
      try {
        return function.call();
      } catch (Throwable e) {
        throw new CallerFailure("postprocessor", e);
      } finally {
        long took = System.nanoTime() - begin;
        callersNanos += took;
        clock.postprocessed(took);
      }
    }

    private List<ExecutionResult> execute(Prepared prepared) throws InterruptedException {
      List<ExecutionResult> results =
          switch (prepared) {
            case Prepared.Single single -> List.of(part(parts++, single));
            case Prepared.Several several -> executeAll(several.parts());
            case Prepared.Continue step -> executeAll(step.parts());
          };
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      return results;
    }

    private List<ExecutionResult> executeAll(List<? extends Prepared.Single> all)
        throws InterruptedException {
      int first = parts;
      parts += all.size();
      return new Parts(all.size(), i -> part(first + i, all.get(i))).run(threads, workers);
    }

    private ExecutionResult part(int number, Prepared.Single single) {
      String key = index + "." + number;
      return switch (single) {
        case ExecutionResult known -> known.toBuilder().key(key).preprocessTime(preprocess).build();
        case Executable executable ->
            runner.run(new ExecutableRunner.Job(key, prediction, executable, preprocess, clock));
      };
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
