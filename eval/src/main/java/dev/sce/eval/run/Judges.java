package dev.sce.eval.run;

import dev.sce.ExecutionResult;
import dev.sce.eval.Grader;
import dev.sce.eval.Sample;
import dev.sce.eval.Step;
import dev.sce.eval.Task;
import dev.sce.eval.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Finds the grader of a task and takes its steps. A grader that throws is our fault, never the
 * sample's. Used by many threads.
 */
final class Judges {
  private final List<Grader<?>> graders;

  Judges(List<Grader<?>> graders) {
    this.graders = List.copyOf(graders);
  }

  /** Whether somebody judges such tasks. */
  boolean know(Task task) {
    return find(task).isPresent();
  }

  private Optional<Grader<?>> find(Task task) {
    return graders.stream().filter(grader -> grader.taskType().isInstance(task)).findFirst();
  }

  Step begin(Task task, Sample sample) {
    Optional<Grader<?>> grader = find(task);
    if (grader.isEmpty()) {
      return Step.done(
          Verdict.SANDBOX_FAULT, "nobody judges tasks of " + task.getClass().getSimpleName());
    }
    try {
      return checked(begin(grader.get(), task, sample));
    } catch (RuntimeException e) {
      return broken(e);
    }
  }

  private static <T extends Task> Step begin(Grader<T> grader, Task task, Sample sample) {
    return grader.begin(grader.taskType().cast(task), sample);
  }

  Step next(Step.Run run, List<ExecutionResult> results) {
    try {
      return checked(run.then().apply(results));
    } catch (RuntimeException e) {
      return broken(e);
    }
  }

  private static Step checked(Step step) {
    return step instanceof Step.Run run && run.programs().isEmpty()
        ? Step.done(Verdict.SANDBOX_FAULT, "the grader asked to run nothing")
        : step;
  }

  private static Step broken(RuntimeException e) {
    return Step.done(Verdict.SANDBOX_FAULT, "the grader failed: " + e);
  }
}
