package dev.sce.eval.python;

import dev.sce.CodeExecutor;
import dev.sce.DataSize;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Limits;
import dev.sce.eval.Grade;
import dev.sce.eval.Grader;
import dev.sce.eval.Sample;
import dev.sce.eval.Step;
import dev.sce.eval.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Takes the steps of graders, in the sandbox. */
final class Judging implements AutoCloseable {
  /** Tight, since hostile samples use up all they get. */
  static final Limits TIGHT =
      Limits.INHERITED
          .withCpuTime(Duration.ofSeconds(2))
          .withWallTime(Duration.ofSeconds(6))
          .withMemory(DataSize.ofMebibytes(256))
          .withOutput(DataSize.ofMebibytes(4));

  private final CodeExecutor executor;

  Judging() throws IOException {
    executor = CodeExecutor.create(ExecutionConfig.builder().workers(2).build());
  }

  CodeExecutor executor() {
    return executor;
  }

  /** A grade, and all that the runs on the way to it left. */
  record Judged(Grade grade, List<ExecutionResult> runs) {}

  <T extends Task> Judged judge(Grader<T> grader, T task, Sample sample)
      throws InterruptedException {
    List<ExecutionResult> runs = new ArrayList<>();
    Step step = grader.begin(task, sample);
    while (step instanceof Step.Run run) {
      List<ExecutionResult> results = new ArrayList<>();
      for (var program : run.programs()) {
        results.add(executor.execute(program));
      }
      runs.addAll(results);
      step = run.then().apply(results);
    }
    return new Judged(((Step.Done) step).grade(), runs);
  }

  <T extends Task> Grade grade(Grader<T> grader, T task, String program)
      throws InterruptedException {
    return judge(grader, task, sample(program)).grade();
  }

  /** Takes a problem whose grader is among these. */
  Grade grade(List<Grader<?>> graders, Task task, Sample sample) throws InterruptedException {
    for (Grader<?> grader : graders) {
      if (grader.taskType().isInstance(task)) {
        return gradeUnchecked(grader, task, sample);
      }
    }
    throw new AssertionError("no grader for " + task.getClass());
  }

  private <T extends Task> Grade gradeUnchecked(Grader<T> grader, Task task, Sample sample)
      throws InterruptedException {
    return judge(grader, grader.taskType().cast(task), sample).grade();
  }

  static Sample sample(String program) {
    return new Sample("test/0", 0, program, true, null);
  }

  @Override
  public void close() {
    executor.close();
  }
}
