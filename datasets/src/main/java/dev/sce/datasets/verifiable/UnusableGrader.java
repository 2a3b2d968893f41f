package dev.sce.datasets.verifiable;

import dev.sce.judge.Grader;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.Verdict;

/** Judges nothing, and says why. */
final class UnusableGrader implements Grader<UnusableTask> {
  @Override
  public Class<UnusableTask> taskType() {
    return UnusableTask.class;
  }

  @Override
  public Step begin(UnusableTask task, Sample sample) {
    return Step.done(Verdict.MISSING_INFO, task.why());
  }
}
