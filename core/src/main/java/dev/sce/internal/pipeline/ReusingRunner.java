package dev.sce.internal.pipeline;

import dev.sce.ExecutionResult;
import dev.sce.internal.reuse.Reuse;

/**
 * Runs what has no result yet. It stands before the {@link JobRunner}, so that a caller waiting for
 * the run of an identical executable does not hold a permit.
 */
final class ReusingRunner implements ExecutableRunner {
  private final JobRunner jobs;
  private final Reuse.Scope reuse;

  ReusingRunner(JobRunner jobs, Reuse.Scope reuse) {
    this.jobs = jobs;
    this.reuse = reuse;
  }

  @Override
  public ExecutionResult run(Job job) {
    if (job.executable().commands().isEmpty()) {
      return jobs.run(job).result();
    }
    try {
      return job.label(reuse.run(job.executable(), () -> jobs.run(job))).build();
    } catch (InterruptedException e) {
      return JobRunner.cancelled(job);
    }
  }
}
