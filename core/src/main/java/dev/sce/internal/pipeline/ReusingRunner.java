package dev.sce.internal.pipeline;

import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.internal.reuse.Reuse;
import java.time.Duration;

/**
 * Runs what has no result yet. It stands before the {@link JobRunner}, so that who waits for the
 * run of an identical executable holds no permit.
 */
final class ReusingRunner implements ExecutableRunner {
  private final JobRunner jobs;
  private final Reuse.Scope reuse;

  ReusingRunner(JobRunner jobs, Reuse.Scope reuse) {
    this.jobs = jobs;
    this.reuse = reuse;
  }

  @Override
  public ExecutionResult run(
      String key, Executable executable, BatchClock clock, WriteFailureListener listener) {
    if (executable.commands().isEmpty()) {
      return jobs.run(key, executable, clock, listener);
    }
    try {
      ExecutionResult result =
          reuse.run(
              executable,
              () -> {
                JobRunner.Attempt attempt = jobs.attempt(key, executable, clock, listener);
                return new Reuse.Fresh(attempt.result(), attempt.starved());
              });
      return result.with(key, Duration.ZERO);
    } catch (InterruptedException e) {
      return JobRunner.cancelled(key, executable);
    }
  }
}
