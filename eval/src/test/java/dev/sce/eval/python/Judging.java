package dev.sce.eval.python;

import dev.sce.CodeExecutor;
import dev.sce.DataSize;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.LimitOverrides;
import dev.sce.eval.Grade;
import dev.sce.eval.Grader;
import dev.sce.eval.Problem;
import dev.sce.eval.Sample;
import dev.sce.eval.Step;
import dev.sce.eval.Task;
import dev.sce.eval.data.DataSet;
import dev.sce.eval.data.SampleRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Takes the steps of graders, in the sandbox. */
final class Judging implements AutoCloseable {
  /** Tight, since hostile samples use up all they get. */
  static final LimitOverrides TIGHT =
      LimitOverrides.NONE
          .withCpuTime(Duration.ofSeconds(4))
          .withWallTime(Duration.ofSeconds(3))
          .withMemory(DataSize.ofMebibytes(256))
          .withOutput(DataSize.ofMebibytes(4));

  private final CodeExecutor executor;

  Judging() throws IOException {
    this(2);
  }

  Judging(int workers) throws IOException {
    executor = CodeExecutor.create(ExecutionConfig.builder().workers(workers).build());
  }

  /** Judges all samples of a data set, many at a time; grades come in the samples' order. */
  List<Grade> all(DataSet set, Path problems, List<Sample> samples) throws Exception {
    Map<String, Task> tasks = new HashMap<>();
    try (Stream<Problem> all = set.problems(problems)) {
      all.forEach(problem -> tasks.put(problem.id(), problem.task()));
    }
    List<Grader<?>> graders = set.graders();
    List<Future<Grade>> grades = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (Sample sample : samples) {
        Task task = Objects.requireNonNull(tasks.get(sample.problemId()));
        grades.add(threads.submit(() -> grade(graders, task, sample)));
      }
      List<Grade> all = new ArrayList<>();
      for (Future<Grade> grade : grades) {
        all.add(grade.get());
      }
      return all;
    }
  }

  static List<Sample> valid(Stream<SampleRow> rows) {
    try (rows) {
      return rows.map(row -> ((SampleRow.Valid) row).sample()).toList();
    }
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
