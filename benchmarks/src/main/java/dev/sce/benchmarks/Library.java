package dev.sce.benchmarks;

import dev.sce.CodeExecutor;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.ResultStream;
import dev.sce.Warm;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The library in this JVM, with an executor that is kept: no start-up is measured. */
final class Library implements Contender {
  private final String name;
  private final CodeExecutor executor;

  Library(String name, ExecutionConfig config) throws IOException {
    this.name = name;
    executor = CodeExecutor.create(config);
  }

  /** Returns a contender with everything at its default but these. */
  static Library of(String name, int workers, Warm warm, List<String> preload) throws IOException {
    return new Library(
        name, ExecutionConfig.builder().workers(workers).warm(warm).preload(preload).build());
  }

  @Override
  public String name() {
    return name;
  }

  /** Returns what keeps the programs apart. */
  String isolation() {
    return executor.isolation().label();
  }

  @Override
  public Run run(List<Job> jobs) {
    Tally tally = new Tally(name);
    long begin = System.nanoTime();
    record Done(Job job, ExecutionResult result) {}
    try (ResultStream<Done> stream = executor.stream(jobs.iterator(), Job::executable, Done::new)) {
      stream.forEach(done -> tally.add(done.job, seen(done.result)));
    }
    Duration time = Duration.ofNanos(System.nanoTime() - begin);
    return new Run(jobs.size(), time, tally.complete(jobs.size()));
  }

  /** Runs one program after the other and returns milliseconds for each. */
  double[] oneByOne(List<Job> jobs, Tally tally) throws InterruptedException {
    double[] times = new double[jobs.size()];
    for (int i = 0; i < times.length; i++) {
      long begin = System.nanoTime();
      ExecutionResult result = executor.execute(jobs.get(i).executable());
      times[i] = (System.nanoTime() - begin) / 1e6;
      tally.add(jobs.get(i), seen(result));
    }
    return times;
  }

  private static List<Job.Seen> seen(ExecutionResult result) {
    return result.commandResults().stream()
        .map(
            command ->
                new Job.Seen(
                    command.returnCode(),
                    command.stdout(),
                    command.timedOut(),
                    command.launcher().label()))
        .toList();
  }

  @Override
  public void close() {
    executor.close();
  }
}
