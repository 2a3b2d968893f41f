package dev.sce.eval.python;

import dev.sce.eval.Grader;
import dev.sce.eval.Sample;
import dev.sce.eval.Step;
import tools.jackson.databind.node.ObjectNode;

/** Judges {@link FunctionTask}s: the test as a whole passes or does not. */
public final class FunctionGrader implements Grader<FunctionTask> {
  @Override
  public Class<FunctionTask> taskType() {
    return FunctionTask.class;
  }

  @Override
  public Step begin(FunctionTask task, Sample sample) {
    ObjectNode request =
        Requests.of("check")
            .put("code", Programs.of(task.prompt(), sample))
            .put("prompt", task.prompt())
            .put("entry", task.entryPoint())
            .put("tests", task.test())
            .put("seed", task.test().hashCode());
    return Checker.step(request, task.limits(), run -> new Step.Done(CheckReport.grade(run)));
  }
}
