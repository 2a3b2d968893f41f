package dev.sce.internal.pipeline;

import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.ExecutionResult.Times;
import dev.sce.Outcome;
import dev.sce.Reused;
import dev.sce.TrackedFile;
import dev.sce.spi.Backend;
import dev.sce.spi.BackendException;
import dev.sce.spi.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one executable: write files, run commands, read tracked files, clean up.
 *
 * <p>A permit is held from before the files are written until after the cleanup, so that what a
 * program left behind never slows down or disturbs the next one. When the machinery fails, the
 * whole executable is run once more in a fresh workspace; failing again is a SANDBOX_FAULT.
 */
final class JobRunner implements ExecutableRunner {
  private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

  private final ExecutionConfig config;
  private final Backend backend;
  private final CommandRepeater commands;
  private final Semaphore permits;
  private final Semaphore writers;

  JobRunner(ExecutionConfig config, Backend backend) {
    this.config = config;
    this.backend = backend;
    this.commands = new CommandRepeater(config);
    this.permits = new Semaphore(config.workers(), true);
    this.writers = new Semaphore(config.writeRateLimit(), true);
  }

  /** Returns whether another program could run right now. */
  boolean hasRoom() {
    return permits.availablePermits() > 0;
  }

  @Override
  public ExecutionResult run(
      String key, Executable executable, BatchClock clock, WriteFailureListener listener) {
    return attempt(key, executable, clock, listener).result;
  }

  /** Runs the executable like {@link #run}, and says whether the machine is to blame for it. */
  Attempt attempt(
      String key, Executable executable, BatchClock clock, WriteFailureListener listener) {
    if (executable.commands().isEmpty() && executable.trackedFiles().isEmpty()) {
      return new Attempt(ExecutionResult.known(List.of()).with(key, Duration.ZERO), false);
    }
    long begin = System.nanoTime();
    try {
      return runInTurn(key, executable, clock, listener);
    } finally {
      JobThread.ranProgram(System.nanoTime() - begin);
    }
  }

  private Attempt runInTurn(
      String key, Executable executable, BatchClock clock, WriteFailureListener listener) {
    try {
      permits.acquire();
    } catch (InterruptedException e) {
      return new Attempt(cancelled(key, executable), false);
    }
    try {
      long started = System.nanoTime();
      Attempt attempt = attemptTwice(key, executable, listener, false);
      if (attempt.starved && config.retryStarved()) {
        config.listener().runStarved(key);
        // Patiently, so that others need not stop for it; whatever comes out now counts.
        ExecutionResult second = attemptTwice(key, executable, listener, true).result.asRetried();
        attempt = new Attempt(second, false);
      }
      clock.executed(started, attempt.result);
      return attempt;
    } catch (InterruptedException e) {
      return new Attempt(cancelled(key, executable), false);
    } finally {
      permits.release();
    }
  }

  /** A result, and whether it is a wall-clock limit that an overloaded machine is to blame for. */
  record Attempt(ExecutionResult result, boolean starved) {}

  private Attempt attemptTwice(
      String key, Executable executable, WriteFailureListener listener, boolean patient)
      throws InterruptedException {
    try {
      return attempt(key, executable, patient);
    } catch (BackendException first) {
      log.warn("{}: {}; trying once more", key, first.getMessage());
      config.listener().runRetried(key, String.valueOf(first.getMessage()));
    }
    try {
      return attempt(key, executable, patient);
    } catch (BackendException second) {
      if (second.stage() == BackendException.Stage.WRITE) {
        listener.failed(key, executable, second);
      }
      log.warn("{}: {}; given up", key, second.getMessage());
      config.listener().runFaulted(key, String.valueOf(second.getMessage()));
      ExecutionResult fault =
          ExecutionResult.noVerdict(
                  Outcome.SANDBOX_FAULT, String.valueOf(second.getMessage()), size(executable))
              .with(key, Duration.ZERO);
      return new Attempt(fault, false);
    }
  }

  /** Whatever goes wrong below here is this row's fault at the most, never the end of the batch. */
  private Attempt attempt(String key, Executable executable, boolean patient)
      throws BackendException, InterruptedException {
    try {
      return attemptOnce(key, executable, patient);
    } catch (CallerFailure e) {
      throw e;
    } catch (RuntimeException e) {
      log.warn("{}: unexpected failure", key, e);
      throw new BackendException(BackendException.Stage.RUN, "unexpected failure: " + e, e);
    }
  }

  private Attempt attemptOnce(String key, Executable executable, boolean patient)
      throws BackendException, InterruptedException {
    long begin = System.nanoTime();
    Workspace workspace = open(key, executable);
    long opened = System.nanoTime();
    List<CommandResult> results;
    Map<String, TrackedFile> tracked;
    long ended;
    long read;
    try {
      results = commands.runAll(executable, workspace, patient);
      ended = System.nanoTime();
      tracked = readTracked(executable, workspace);
      read = System.nanoTime();
    } finally {
      closeQuietly(key, workspace);
    }
    Times times =
        new Times(
            Duration.ZERO,
            Duration.ofNanos(opened - begin),
            Duration.ofNanos(System.nanoTime() - read));
    Outcome outcome = results.isEmpty() ? Outcome.OK : results.getLast().outcome();
    ExecutionResult result =
        new ExecutionResult(
            key,
            outcome,
            results,
            Duration.ofNanos(ended - opened),
            workspace.directory().map(Path::toString).orElse(null),
            tracked,
            size(executable),
            times,
            backend.isolation().label(),
            workspace.enforcement(),
            false,
            Reused.NO,
            results.isEmpty() ? null : results.getLast().error());
    // Any of the commands: those after one that met its limit may have run nonetheless.
    boolean late = results.stream().anyMatch(each -> each.outcome() == Outcome.TIME_LIMIT);
    return new Attempt(result, late && workspace.wasStarved());
  }

  private Workspace open(String key, Executable executable)
      throws BackendException, InterruptedException {
    writers.acquire();
    try {
      return backend.open(key, executable);
    } finally {
      writers.release();
    }
  }

  private Map<String, TrackedFile> readTracked(Executable executable, Workspace workspace)
      throws BackendException {
    // File channels close themselves in an interrupted thread; what is finished is still read.
    boolean interrupted = Thread.interrupted();
    try {
      Map<String, TrackedFile> tracked = new HashMap<>();
      for (String name : executable.trackedFiles()) {
        tracked.put(name, workspace.read(name, config.trackedFileLimit()));
      }
      return tracked;
    } finally {
      restoreInterrupt(interrupted);
    }
  }

  private static void closeQuietly(String key, Workspace workspace) {
    boolean interrupted = Thread.interrupted();
    try {
      workspace.close();
    } catch (BackendException e) {
      // The result is known and stays right; the backend never reuses what it could not clean.
      log.warn("{}: {}", key, e.getMessage());
    } finally {
      restoreInterrupt(interrupted);
    }
  }

  private static void restoreInterrupt(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  static ExecutionResult cancelled(String key, Executable executable) {
    Thread.currentThread().interrupt();
    return ExecutionResult.noVerdict(Outcome.CANCELLED, "cancelled by the caller", size(executable))
        .with(key, Duration.ZERO);
  }

  private static int size(Executable executable) {
    return executable.commands().size();
  }
}
