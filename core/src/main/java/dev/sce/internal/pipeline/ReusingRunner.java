package dev.sce.internal.pipeline;

import dev.sce.ExecutionResult;
import dev.sce.internal.reuse.Reuse;

/**
 * Runs what has no result yet. It stands before the {@link JobRunner}, so that a caller waiting for
 * the run of an identical executable does not hold a permit.
 */
final class ReusingRunner implements ExecutableRunner {
  private final JobRunner jobRunner;
  private final Reuse.Scope reuse;

  ReusingRunner(JobRunner jobRunner, Reuse.Scope reuse) {
    this.jobRunner = jobRunner;
    this.reuse = reuse;
  }

  @Override
  public ExecutionResult run(Job job) {
    if (job.executable().commands().isEmpty()) {
      return jobRunner.run(job).result();
    }
    try {
      return job.label(reuse.run(job.executable(), () -> jobRunner.run(job))).build();
    } catch (InterruptedException e) {
      return JobRunner.cancelled(job);
    }
  }
}
