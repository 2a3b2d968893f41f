package dev.sce.eval.calls;

import dev.sce.CodeExecutor;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Isolation;
import dev.sce.eval.Grade;
import dev.sce.eval.Grader;
import dev.sce.eval.Sample;
import dev.sce.eval.Step;
import dev.sce.eval.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs graders step by step on a sandbox; for tests. */
public final class Judge implements AutoCloseable {
  private final CodeExecutor executor;

  /** Opens the strongest sandbox that this machine gives. */
  public Judge() throws IOException {
    executor =
        CodeExecutor.create(ExecutionConfig.builder().workers(2).isolation(Isolation.AUTO).build());
  }

  /** Judges one sample. */
  public <T extends Task> Grade grade(Grader<T> grader, T task, Sample sample)
      throws InterruptedException {
    Step step = grader.begin(task, sample);
    while (step instanceof Step.Run run) {
      List<ExecutionResult> results = new ArrayList<>();
      for (Executable program : run.programs()) {
        results.add(executor.execute(program));
      }
      step = run.then().apply(results);
    }
    return ((Step.Done) step).grade();
  }

  /** Judges a whole program in Python. */
  public <T extends Task> Grade python(Grader<T> grader, T task, String code)
      throws InterruptedException {
    return grade(grader, task, new Sample("test", 0, code, true, null));
  }

  @Override
  public void close() {
    executor.close();
  }
}
