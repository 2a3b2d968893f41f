package dev.sce.judge.python;

import dev.sce.judge.GraderSettings;
import dev.sce.judge.JudgeProcess;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Judges {@link FunctionTask}s: the test as a whole passes or does not. */
public final class FunctionGrader extends TestsGrader<FunctionTask> {
  /** Judges apart from the sample. */
  public FunctionGrader() {
    this(JudgeProcess.APART, false);
  }

  /**
   * Judges where it is told to.
   *
   * @param harnessNames whether samples find the names that a data set's own harness leaves around
   */
  public FunctionGrader(JudgeProcess process, boolean harnessNames) {
    super(FunctionTask.class, process, harnessNames);
  }

  @Override
  public FunctionGrader with(GraderSettings settings) {
    return new FunctionGrader(settings.process(), settings.harnessNames());
  }

  @Override
  Step judge(FunctionTask task, Sample sample) {
    ObjectNode request =
        request("check", task, sample, task.test())
            .put("prompt", task.given())
            .put("entry", task.entryPoint())
            .put("tests", task.test());
    addNames(request, sample, task.harnessImports(), task.prompt(), List.of(task.test()));
    return send(request, sample, task, task.limits(), task.reference(), List.of());
  }
}
