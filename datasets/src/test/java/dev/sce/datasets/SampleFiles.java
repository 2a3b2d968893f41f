package dev.sce.datasets;

import dev.sce.judge.Grade;
import dev.sce.judge.Grader;
import dev.sce.judge.Sample;
import dev.sce.judge.Task;
import dev.sce.judge.TestJudge;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Judges whole files of samples, for tests. */
public final class SampleFiles {
  private SampleFiles() {}

  /** Judges all samples of a data set, many at a time; grades come in the samples' order. */
  public static List<Grade> judge(
      TestJudge judging, DataSet set, Path problems, List<Sample> samples) throws Exception {
    Map<String, Task> tasks = new HashMap<>();
    try (Stream<Problem> all = set.problems(problems)) {
      all.forEach(problem -> tasks.put(problem.id(), problem.task()));
    }
    List<Grader<?>> graders = set.graders();
    List<Future<Grade>> grades = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (Sample sample : samples) {
        Task task = Objects.requireNonNull(tasks.get(sample.problemId()));
        grades.add(threads.submit(() -> judging.grade(graders, task, sample)));
      }
      List<Grade> all = new ArrayList<>();
      for (Future<Grade> grade : grades) {
        all.add(grade.get());
      }
      return all;
    }
  }

  /** Returns the samples of rows that all can be read. */
  public static List<Sample> valid(Stream<SampleRow> rows) {
    try (rows) {
      return rows.map(row -> ((SampleRow.Valid) row).sample()).toList();
    }
  }
}
