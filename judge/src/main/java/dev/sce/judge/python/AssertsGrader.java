package dev.sce.judge.python;

import dev.sce.judge.GraderSettings;
import dev.sce.judge.JudgeProcess;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** Judges {@link AssertsTask}s: every test runs, whatever becomes of the others. */
public final class AssertsGrader extends TestsGrader<AssertsTask> {
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
    super(AssertsTask.class, process, harnessNames);
  }

  @Override
  public AssertsGrader with(GraderSettings settings) {
    return new AssertsGrader(settings.process(), settings.harnessNames());
  }

  @Override
  Step judge(AssertsTask task, Sample sample) {
    if (task.tests().isEmpty()) {
      return Step.done(Verdict.MISSING_INFO, "the problem has no tests");
    }
    ObjectNode request =
        request("asserts", task, sample, task.tests())
            .put("setup", task.setup())
            .put("reference", task.reference());
    request.set("trusted", Requests.texts(List.of(task.prompt())));
    request.set("provides", Requests.texts(task.provides()));
    request.set("tests", Requests.texts(task.tests()));
    List<String> given = new ArrayList<>(List.of(task.setup()));
    given.addAll(task.tests());
    addNames(request, sample, "", task.prompt(), given);
    List<String> numbers =
        IntStream.range(0, task.tests().size()).mapToObj(Integer::toString).toList();
    return send(request, sample, task, task.limits(), task.reference(), numbers);
  }
}
