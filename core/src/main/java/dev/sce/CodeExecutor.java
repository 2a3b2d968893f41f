package dev.sce;

import dev.sce.internal.pipeline.Engine;
import dev.sce.spi.Backend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * Runs executables, one or millions, with a fixed number of programs at a time.
 *
 * <p>Safe for use by many threads. Closing it cancels everything that is running and returns when
 * the last process is gone; so does leaving a {@code try} block.
 */
public final class CodeExecutor implements AutoCloseable {
  private final Engine engine;

  private CodeExecutor(Engine engine) {
    this.engine = engine;
  }

  /**
   * Returns an executor with the backend for the configured isolation.
   *
   * @throws IsolationUnavailableException if this machine does not support it
   * @throws IOException if the backend cannot be set up
   * @throws IllegalArgumentException if result reuse is unsafe with this configuration, or the
   *     module sce-cache is missing; the message names the remedy
   */
  public static CodeExecutor create(ExecutionConfig config) throws IOException {
    return new CodeExecutor(Engine.open(config));
  }

  /** Returns an executor on the caller's backend, which it closes when it is closed. */
  public static CodeExecutor create(ExecutionConfig config, Backend backend) {
    return new CodeExecutor(Engine.on(config, backend));
  }

  /**
   * Runs one executable and waits for its result.
   *
   * @throws InterruptedException if the calling thread is interrupted; every process is gone by
   *     then
   */
  public ExecutionResult execute(Executable executable) throws InterruptedException {
    return engine.execute(executable);
  }

  /**
   * Starts one executable in the background. Blocks while {@link ExecutionConfig#maxInFlight()}
   * executables are submitted and not finished. If the caller is a function that this executor
   * calls, it runs the executable in place instead of blocking.
   *
   * @return its result. Cancelling the future, or completing it in any other way, kills the program
   *     and returns when it is gone; cancelling a dependent future does not. If this executor is
   *     closed first, the result is {@link Outcome#CANCELLED}. Dependent actions without an
   *     executor of their own run in a thread of this one
   * @throws InterruptedException if the calling thread is interrupted while it is blocked; nothing
   *     was started
   */
  public CompletableFuture<ExecutionResult> submit(Executable executable)
      throws InterruptedException {
    return engine.submit(executable);
  }

  /**
   * Runs all executables, as many at a time as there are workers.
   *
   * @return their results, in the same order
   * @throws InterruptedException if the calling thread is interrupted; every process is gone by
   *     then
   */
  public List<ExecutionResult> runAll(List<Executable> executables) throws InterruptedException {
    try (ResultStream<ExecutionResult> results =
        engine.stream(
            executables.iterator(), ResultOrder.INPUT, each -> each, (each, all) -> all)) {
      return collect(results).results();
    }
  }

  /**
   * Runs a stream of predictions with bounded memory.
   *
   * @param predictions read by this executor's threads, one at a time, and never ahead of the work
   *     in progress
   * @return one entry for each part that the preprocessor returned; must be closed
   */
  public <P, R> ResultStream<R> stream(
      Iterator<? extends P> predictions,
      Preprocessor<? super P> preprocessor,
      Postprocessor<? super P, ? extends R> postprocessor) {
    return engine.stream(
        predictions,
        preprocessor,
        (prediction, results) -> {
          List<R> all = new ArrayList<>(results.size());
          for (ExecutionResult result : results) {
            all.add(postprocessor.combine(prediction, result));
          }
          return all;
        });
  }

  /** Runs a stream of predictions like {@link #stream}, with one entry for each prediction. */
  public <P, R> ResultStream<R> streamGroups(
      Iterator<? extends P> predictions,
      Preprocessor<? super P> preprocessor,
      GroupPostprocessor<? super P, ? extends R> postprocessor) {
    return engine.stream(
        predictions,
        preprocessor,
        (prediction, results) -> List.of(postprocessor.combine(prediction, results)));
  }

  /**
   * Runs all predictions and returns all results together, in the order of the predictions unless
   * {@link ResultOrder#COMPLETION} is configured. A thin layer over {@link #stream}.
   */
  public <P, R> OverallExecutionResults<R> executePredictions(
      List<? extends P> predictions,
      Preprocessor<? super P> preprocessor,
      Postprocessor<? super P, ? extends R> postprocessor)
      throws InterruptedException {
    try (ResultStream<R> stream = stream(predictions.iterator(), preprocessor, postprocessor)) {
      return collect(stream);
    }
  }

  /** Runs all predictions and passes all results of a prediction to the postprocessor together. */
  public <P, R> OverallExecutionResults<R> executeGroups(
      List<? extends P> predictions,
      Preprocessor<? super P> preprocessor,
      GroupPostprocessor<? super P, ? extends R> postprocessor)
      throws InterruptedException {
    try (ResultStream<R> stream =
        streamGroups(predictions.iterator(), preprocessor, postprocessor)) {
      return collect(stream);
    }
  }

  /**
   * Creates an executor, runs all predictions on it, and closes it.
   *
   * @throws IOException if the backend cannot be set up
   * @throws InterruptedException if the calling thread is interrupted; every process is gone by
   *     then
   */
  public static <P, R> OverallExecutionResults<R> executePredictions(
      ExecutionConfig config,
      List<? extends P> predictions,
      Preprocessor<? super P> preprocessor,
      Postprocessor<? super P, ? extends R> postprocessor)
      throws IOException, InterruptedException {
    try (CodeExecutor executor = create(config)) {
      return executor.executePredictions(predictions, preprocessor, postprocessor);
    }
  }

  /** Returns the isolation level in effect. */
  public Isolation isolation() {
    return engine.isolation();
  }

  /**
   * Cancels everything that is running, waits until the last process is gone, removes all files.
   */
  @Override
  public void close() {
    engine.close();
  }

  private static <R> OverallExecutionResults<R> collect(ResultStream<R> stream)
      throws InterruptedException {
    List<R> results = new ArrayList<>();
    try {
      stream.forEach(results::add);
    } catch (CancellationException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException(e.getMessage());
      }
      throw e;
    }
    return stream.times().with(results);
  }
}
