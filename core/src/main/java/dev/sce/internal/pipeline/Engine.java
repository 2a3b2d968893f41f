package dev.sce.internal.pipeline;

import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.GroupPostprocessor;
import dev.sce.Isolation;
import dev.sce.Outcome;
import dev.sce.Preprocessor;
import dev.sce.ProcessorException;
import dev.sce.ResultOrder;
import dev.sce.ResultStream;
import dev.sce.internal.pipeline.ExecutableRunner.Job;
import dev.sce.internal.reuse.Reuse;
import dev.sce.spi.Backend;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The machinery behind a {@link dev.sce.CodeExecutor}: one backend, its jobs and its streams. */
public final class Engine implements AutoCloseable {
  private final ExecutionConfig config;
  private final Backend backend;
  private final @Nullable Reuse reuse;
  private final Admission admission;
  private final JobRunner jobRunner;
  private final ExecutableRunner runner;
  private final JobThreads threads;
  private final Set<PredictionStream<?, ?>> streams = ConcurrentHashMap.newKeySet();
  private final AtomicLong submitted = new AtomicLong();

  /** As many permits as executables may be submitted and not finished. */
  private final Semaphore room;

  private final AtomicBoolean closed = new AtomicBoolean();

  private Engine(ExecutionConfig config, Backend backend, @Nullable Reuse reuse) {
    this.config = config;
    this.backend = backend;
    this.reuse = reuse;
    this.admission = new Admission(config, this::useRoom);
    this.jobRunner = new JobRunner(config, backend, admission);
    // Those who wait for another's result take no part in the work.
    int waiting = reuse == null ? 0 : config.maxInFlight();
    this.threads =
        new JobThreads(this, "sce-job", config.workers() + config.maxIdlePrograms() + waiting);
    this.room = new Semaphore(config.maxInFlight(), true);
    this.runner =
        reuse == null
            ? job -> jobRunner.run(job).result()
            : new ReusingRunner(jobRunner, reuse.on(config, backend));
  }

  /** Opens an engine with the backend that the configuration asks for. */
  public static Engine open(ExecutionConfig config) throws IOException {
    // First: what the backend keeps started must be no older than what the cache knows of it.
    Reuse reuse = openReuse(config);
    try {
      return new Engine(config, BackendSelection.open(config), reuse);
    } catch (IOException | RuntimeException | Error e) {
      if (reuse != null) {
        reuse.close();
      }
      throw e;
    }
  }

  /** Makes an engine that owns the backend. */
  public static Engine on(ExecutionConfig config, Backend backend) {
    return new Engine(config, backend, openReuse(config));
  }

  private static @Nullable Reuse openReuse(ExecutionConfig config) {
    return config.dedupe() || config.resultCache().isPresent() ? Reuse.open(config) : null;
  }

  /** Returns what keeps programs apart from the machine. */
  public Isolation isolation() {
    return backend.isolation();
  }

  /** Runs one executable and waits; an interrupt kills it and waits for that too. */
  public ExecutionResult execute(Executable executable) throws InterruptedException {
    if (JobThread.of(this)) {
      // A caller's function in one of our own threads, which is ended with its stream.
      return executeHere(executable);
    }
    CompletableFuture<ExecutionResult> run = submit(executable);
    try {
      ExecutionResult result = run.get();
      if (result.outcome() == Outcome.CANCELLED && closed.get()) {
        throw new IllegalStateException("the executor was closed");
      }
      return result;
    } catch (InterruptedException e) {
      run.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProcessorException failure) {
        throw failure;
      }
      throw new IllegalStateException("running an executable failed", e.getCause());
    }
  }

  private ExecutionResult executeHere(Executable executable) throws InterruptedException {
    ExecutionResult result = runAlone(executable);
    if (result.outcome() == Outcome.CANCELLED && Thread.interrupted()) {
      throw new InterruptedException();
    }
    return result;
  }

  /** Starts one executable in the background, as soon as there is room for another. */
  public CompletableFuture<ExecutionResult> submit(Executable executable)
      throws InterruptedException {
    if (!JobThread.of(this)) {
      room.acquire();
    } else if (!room.tryAcquire()) {
      // Our own threads make the room, so they must not wait for it.
      SubmittedRun here = new SubmittedRun(() -> runAlone(executable), () -> {});
      here.run();
      return here;
    }
    SubmittedRun run = new SubmittedRun(() -> runAlone(executable), room::release);
    boolean started = false;
    try {
      threads.start(run);
      started = true;
    } finally {
      if (!started) {
        room.release();
      }
    }
    return run;
  }

  private ExecutionResult runAlone(Executable executable) {
    String key = "job" + submitted.getAndIncrement();
    try {
      return runner.run(new Job(key, null, executable, Duration.ZERO, new BatchClock()));
    } catch (CallerFailure e) {
      throw e.at(0);
    }
  }

  /** Runs predictions with bounded memory, in the configured order. */
  public <P, R> ResultStream<R> stream(
      Iterator<? extends P> predictions,
      Preprocessor<? super P> preprocessor,
      GroupPostprocessor<? super P, List<R>> postprocessor) {
    return stream(predictions, config.order(), preprocessor, postprocessor);
  }

  /** Runs predictions with bounded memory. */
  public <P, R> ResultStream<R> stream(
      Iterator<? extends P> predictions,
      ResultOrder order,
      Preprocessor<? super P> preprocessor,
      GroupPostprocessor<? super P, List<R>> postprocessor) {
    PredictionStream<P, R> stream =
        new PredictionStream<>(
            config,
            order,
            admission,
            new PredictionJob<>(config.workers(), runner, preprocessor, postprocessor),
            this);
    streams.add(stream);
    stream.onClose(() -> streams.remove(stream));
    if (closed.get()) {
      stream.close();
      throw new IllegalStateException("the executor is closed");
    }
    stream.start(predictions);
    return stream;
  }

  private void useRoom() {
    streams.forEach(PredictionStream::useRoom);
  }

  @Override
  public void close() {
    boolean first = closed.compareAndSet(false, true);
    try {
      // Also for whom it is not the first: a job that closes cannot wait for itself, its owner can.
      streams.forEach(PredictionStream::close);
      var _ = threads.close();
    } finally {
      if (first) {
        closeBackend();
      }
    }
  }

  private void closeBackend() {
    backend.close();
    if (reuse != null) {
      reuse.close();
    }
  }
}
