package dev.sce.judge.python;

import dev.sce.judge.Grader;
import dev.sce.judge.GraderSettings;
import dev.sce.judge.JudgeProcess;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.Verdict;
import dev.sce.judge.call.Python3;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** Judges {@link AssertsTask}s: every test runs, whatever becomes of the others. */
public final class AssertsGrader implements Grader<AssertsTask> {
  private final StandIns standIns = new StandIns();
  private final JudgeProcess process;
  private final HarnessNames names;

  /** Judges apart from the sample. */
  public AssertsGrader() {
    this(JudgeProcess.APART, false);
  }

  /**
   * Judges where it is told to.
   *
   * @param harnessNames whether samples find the names that a data set's own harness leaves around
   */
  public AssertsGrader(JudgeProcess process, boolean harnessNames) {
    this.process = process;
    this.names = new HarnessNames(harnessNames);
  }

  @Override
  public AssertsGrader with(GraderSettings settings) {
    return new AssertsGrader(settings.process(), settings.harnessNames());
  }

  @Override
  public Class<AssertsTask> taskType() {
    return AssertsTask.class;
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
  public Step begin(AssertsTask task, Sample sample) {
    Optional<Step> refusal = Python3.refusal(sample);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (task.tests().isEmpty()) {
      return Step.done(Verdict.MISSING_INFO, "the problem has no tests");
    }
    ObjectNode request =
        Requests.of("asserts")
            .put("judge", process.label())
            .put("code", Programs.of(task.prompt(), sample))
            .put("setup", task.setup())
            .put("reference", task.reference())
            .put("seed", task.tests().hashCode());
    request.set("trusted", Requests.texts(List.of(task.prompt())));
    request.set("provides", Requests.texts(task.provides()));
    request.set("tests", Requests.texts(task.tests()));
    List<String> given = new ArrayList<>(List.of(task.setup()));
    given.addAll(task.tests());
    names.into(request, sample, "", task.prompt(), given);
    List<String> numbers =
        IntStream.range(0, task.tests().size()).mapToObj(Integer::toString).toList();
    return Hints.added(
        standIns.judge(request, task.limits(), numbers, task, task.reference()),
        sample,
        names.remedy());
  }
}
