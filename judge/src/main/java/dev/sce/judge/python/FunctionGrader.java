package dev.sce.judge.python;

import dev.sce.judge.Grader;
import dev.sce.judge.GraderSettings;
import dev.sce.judge.JudgeProcess;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.call.Python3;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Judges {@link FunctionTask}s: the test as a whole passes or does not. */
public final class FunctionGrader implements Grader<FunctionTask> {
  private final StandIns standIns = new StandIns();
  private final JudgeProcess process;
  private final HarnessNames names;

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
    this.process = process;
    this.names = new HarnessNames(harnessNames);
  }

  @Override
  public FunctionGrader with(GraderSettings settings) {
    return new FunctionGrader(settings.process(), settings.harnessNames());
  }

  @Override
  public Class<FunctionTask> taskType() {
    return FunctionTask.class;
  }

  @Override
  public boolean judgesInProcess() {
    return process == JudgeProcess.IN_PROCESS;
  }

  @Override
  public boolean givesHarnessNames() {
    return names.given();
  }

  @Override
  public Step begin(FunctionTask task, Sample sample) {
    Optional<Step> refusal = Python3.refusal(sample);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    ObjectNode request =
        Requests.of("check")
            .put("judge", process.label())
            .put("code", Programs.of(task.prompt(), sample))
            .put("prompt", task.prompt())
            .put("entry", task.entryPoint())
            .put("tests", task.test())
            .put("seed", task.test().hashCode());
    names.into(request, sample, task.harnessImports(), task.prompt(), List.of(task.test()));
    return Hints.added(
        standIns.judge(request, task.limits(), List.of(), task, task.reference()),
        sample,
        names.remedy());
  }
}
