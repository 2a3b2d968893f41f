package dev.sce.judge.python;

import dev.sce.LimitOverrides;
import dev.sce.judge.Grader;
import dev.sce.judge.JudgeProcess;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.Task;
import dev.sce.judge.call.Python3;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Judges samples by tests in Python that call them.
 *
 * @param <T> the tasks it knows
 */
abstract class TestsGrader<T extends Task> implements Grader<T> {
  private final StandIns standIns = new StandIns();
  private final Class<T> taskType;
  private final JudgeProcess process;
  private final HarnessNames names;

  TestsGrader(Class<T> taskType, JudgeProcess process, boolean harnessNames) {
    this.taskType = taskType;
    this.process = process;
    this.names = new HarnessNames(harnessNames);
  }

  @Override
  public final Class<T> taskType() {
    return taskType;
  }

  @Override
  public final boolean judgesInProcess() {
    return process == JudgeProcess.IN_PROCESS;
  }

  @Override
  public final boolean givesHarnessNames() {
    return names.given();
  }

  @Override
  public final Step begin(T task, Sample sample) {
    return Python3.refusal(sample).orElseGet(() -> judge(task, sample));
  }

  /** Begins to judge a sample in Python. */
  abstract Step judge(T task, Sample sample);

  /**
   * Returns the beginning of a request.
   *
   * @param tests the texts of the tests, by which chance is the same in every run
   */
  final ObjectNode request(String kind, T task, Sample sample, Object tests) {
    return Requests.of(kind)
        .put("judge", process.label())
        .put("code", Programs.of(task.prompt(), sample, task.suffix()))
        .put("seed", tests.hashCode());
  }

  /** Adds the names that a data set's own harness leaves around; see {@link HarnessNames}. */
  final void addNames(
      ObjectNode request, Sample sample, String imports, String prompt, List<String> tests) {
    names.into(request, sample, imports, prompt, tests);
  }

  /**
   * Returns the step that sends a request; see {@link StandIns}.
   *
   * @param tests names of the problem's tests; empty for one single test
   */
  final Step send(
      ObjectNode request,
      Sample sample,
      T task,
      LimitOverrides limits,
      String reference,
      List<String> tests) {
    Step step = standIns.judge(request, limits, tests, task, reference);
    return Hints.added(step, sample, names.remedy());
  }
}
