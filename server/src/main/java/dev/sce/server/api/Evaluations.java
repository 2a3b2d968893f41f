package dev.sce.server.api;

import dev.sce.CodeExecutor;
import dev.sce.LimitOverrides;
import dev.sce.eval.EvaluationRequest;
import dev.sce.eval.ProblemIndex;
import dev.sce.eval.SampleJudge;
import dev.sce.judge.Grader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes judges of samples that write no files. */
final class Evaluations {
  /** Never opened: the rows go to the client. */
  private static final Path NO_DIRECTORY = Path.of("");

  private Evaluations() {}

  static SampleJudge of(
      CodeExecutor executor,
      String dataSet,
      ProblemIndex problems,
      List<Grader<?>> graders,
      List<Integer> ks,
      LimitOverrides limits) {
    EvaluationRequest request =
        new EvaluationRequest(
            dataSet,
            problems,
            graders,
            NO_DIRECTORY,
            ks,
            false,
            false,
            limits,
            true,
            Map.of(),
            Map.of());
    return new SampleJudge(executor, request);
  }
}
