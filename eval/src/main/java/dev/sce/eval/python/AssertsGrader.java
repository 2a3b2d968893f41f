package dev.sce.eval.python;

import dev.sce.eval.Grader;
import dev.sce.eval.Sample;
import dev.sce.eval.Step;
import dev.sce.eval.Verdict;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** Judges {@link AssertsTask}s: every test runs, whatever becomes of the others. */
public final class AssertsGrader implements Grader<AssertsTask> {
  @Override
  public Class<AssertsTask> taskType() {
    return AssertsTask.class;
  }

  @Override
  public Step begin(AssertsTask task, Sample sample) {
    if (task.tests().isEmpty()) {
      return Step.done(Verdict.MISSING_INFO, "the problem has no tests");
    }
    ObjectNode request =
        Requests.of("asserts")
            .put("code", Programs.of(task.prompt(), sample))
            .put("setup", task.setup())
            .put("reference", task.reference())
            .put("seed", task.tests().hashCode());
    request.set("trusted", Requests.texts(List.of(task.prompt())));
    request.set("provides", Requests.texts(task.provides()));
    request.set("tests", Requests.texts(task.tests()));
    List<String> names =
        IntStream.range(0, task.tests().size()).mapToObj(Integer::toString).toList();
    return Checker.step(
        request, task.limits(), run -> new Step.Done(CheckReport.grade(run, names)));
  }
}
