package dev.sce.internal.pipeline;

import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Outcome;
import dev.sce.TrackedFile;
import dev.sce.WriteFailure;
import dev.sce.internal.pipeline.ExecutableRunner.Job;
import dev.sce.internal.reuse.Measured;
import dev.sce.spi.Backend;
import dev.sce.spi.BackendException;
import dev.sce.spi.ProcessorUse;
import dev.sce.spi.Workspace;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one executable: write files, run commands, read tracked files, clean up.
 *
 * <p>A worker is held from before the workspace is opened until it is closed, except while the
 * program uses no processor. What a program left behind is gone before the next one runs in the
 * same place; a sandbox empties itself while the thread goes on, and the next program there waits
 * for that. When the machinery fails, the whole executable is run once more in a fresh workspace;
 * failing again is a SANDBOX_FAULT.
 */
final class JobRunner {
  private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

  private final ExecutionConfig config;
  private final Backend backend;
  private final CommandRepeater commands;
  private final Admission admission;

  JobRunner(ExecutionConfig config, Backend backend, Admission admission) {
    this.config = config;
    this.backend = backend;
    this.commands = new CommandRepeater(config);
    this.admission = admission;
  }

  /** Runs the executable when it is its turn. */
  Measured run(Job job) {
    Executable executable = job.executable();
    if (executable.commands().isEmpty() && executable.trackedFiles().isEmpty()) {
      return new Measured(job.label(ExecutionResult.known(List.of())).build(), false);
    }
    try (Admission.Turn turn = admission.take()) {
      return runInTurn(job, turn);
    } catch (InterruptedException e) {
      return new Measured(cancelled(job), false);
    }
  }

  private Measured runInTurn(Job job, ProcessorUse use) throws InterruptedException {
    long started = System.nanoTime();
    Measured measured = retryOnce(job, use, false);
    if (measured.starved() && config.retryStarved()) {
      config.listener().runStarved(job.key());
      // Patiently, so that others need not stop for it; whatever comes out now counts.
      ExecutionResult second = retryOnce(job, use, true).result();
      measured = new Measured(second.toBuilder().retried(true).build(), false);
    }
    job.clock().executed(started, measured.result());
    return measured;
  }

  /** Runs the executable, and once more when the machinery fails. */
  private Measured retryOnce(Job job, ProcessorUse use, boolean patient)
      throws InterruptedException {
    try {
      return runOnce(job, use, patient);
    } catch (BackendException first) {
      log.warn("{}: {}; trying once more", job.key(), first.getMessage());
      config.listener().runRetried(job.key(), String.valueOf(first.getMessage()));
    }
    try {
      return runOnce(job, use, patient);
    } catch (BackendException second) {
      if (second.stage() == BackendException.Stage.WRITE) {
        report(job, second);
      }
      log.warn("{}: {}; given up", job.key(), second.getMessage());
      String reason = String.valueOf(second.getMessage());
      config.listener().runFaulted(job.key(), reason);
      return new Measured(inconclusive(job, Outcome.SANDBOX_FAULT, reason), false);
    }
  }

  /** Whatever goes wrong below here is this row's fault at the most, never the end of the batch. */
  private Measured runOnce(Job job, ProcessorUse use, boolean patient)
      throws BackendException, InterruptedException {
    try {
      return runInWorkspace(job, use, patient);
    } catch (CallerFailure e) {
      throw e;
    } catch (RuntimeException e) {
      log.warn("{}: unexpected failure", job.key(), e);
      throw new BackendException(BackendException.Stage.RUN, "unexpected failure: " + e, e);
    }
  }

  private Measured runInWorkspace(Job job, ProcessorUse use, boolean patient)
      throws BackendException, InterruptedException {
    Executable executable = job.executable();
    long begin = System.nanoTime();
    Workspace workspace = backend.open(job.key(), executable);
    long opened = System.nanoTime();
    List<CommandResult> results;
    Map<String, TrackedFile> tracked;
    long ended;
    long read;
    try {
      results = commands.runAll(executable, workspace, use, patient);
      use.busy(); // what follows, we do for it
      ended = System.nanoTime();
      tracked = readTracked(executable, workspace);
      read = System.nanoTime();
    } finally {
      closeQuietly(job.key(), workspace);
    }
    ExecutionResult result =
        job.label(ExecutionResult.known(results))
            .elapsed(Duration.ofNanos(ended - opened))
            .cwd(workspace.directory().orElse(null))
            .trackedFiles(tracked)
            .expectedNumCommands(executable.commands().size())
            .writingTime(Duration.ofNanos(opened - begin))
            .cleanupTime(Duration.ofNanos(System.nanoTime() - read))
            .isolation(backend.isolation())
            .enforcement(workspace.enforcement().orElse(null))
            .error(results.isEmpty() ? null : results.getLast().error().orElse(null))
            .build();
    // Any of the commands: those after one that met its limit may have run nonetheless.
    boolean late = results.stream().anyMatch(each -> each.outcome() == Outcome.TIME_LIMIT);
    return new Measured(result, late && workspace.wasStarved());
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

  private void report(Job job, BackendException reason) {
    WriteFailure failure =
        new WriteFailure(
            job.key(),
            job.prediction(),
            job.executable(),
            String.valueOf(reason.getMessage()),
            backend.directory().orElse(null));
    try {
      config.writeFailureListener().writeFailed(failure);
    } catch (RuntimeException e) {
      log.warn("{}: the listener for write failures failed", job.key(), e);
    }
  }

  static ExecutionResult cancelled(Job job) {
    Thread.currentThread().interrupt();
    return inconclusive(job, Outcome.CANCELLED, "cancelled by the caller");
  }

  private static ExecutionResult inconclusive(Job job, Outcome outcome, String reason) {
    int commands = job.executable().commands().size();
    return job.label(ExecutionResult.inconclusive(outcome, reason, commands)).build();
  }
}
