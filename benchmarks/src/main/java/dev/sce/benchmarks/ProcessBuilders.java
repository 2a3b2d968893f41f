package dev.sce.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What most JVM programs do: a thread pool, a folder and a {@code ProcessBuilder} for each program.
 * No isolation, no limits but a timeout would be easy to add; none is here.
 */
record ProcessBuilders(String name, int workers) implements Contender {
  @Override
  public Run run(List<Job> jobs) throws IOException, InterruptedException {
    Tally tally = new Tally(name);
    Path folder = Files.createTempDirectory("sce-benchmark");
    long begin = System.nanoTime();
    List<List<Job.Seen>> results = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
      List<Future<List<Job.Seen>>> futures = new ArrayList<>();
      for (Job job : jobs) {
        futures.add(pool.submit(() -> runOne(job, folder.resolve(job.id()))));
      }
      for (Future<List<Job.Seen>> future : futures) {
        results.add(future.get());
      }
    } catch (ExecutionException e) {
      throw new IOException(name, e);
    }
    Duration time = Duration.ofNanos(System.nanoTime() - begin);
    Files.delete(folder);
    for (int i = 0; i < jobs.size(); i++) {
      tally.add(jobs.get(i), results.get(i));
    }
    return new Run(jobs.size(), time, tally.complete(jobs.size()));
  }

  private static List<Job.Seen> runOne(Job job, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectory(folder);
    try {
      ProgramFolder.write(folder, job);
      List<Job.Seen> seen = new ArrayList<>();
      for (Job.Step step : job.steps()) {
        seen.add(runStep(step, folder));
      }
      return seen;
    } finally {
      ProgramFolder.remove(folder);
    }
  }

  private static Job.Seen runStep(Job.Step step, Path folder)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(ProgramFolder.argv(step));
    builder.directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(List.of("PATH"));
    environment.put("LANG", "C.UTF-8");
    Process process = builder.start();
    // A program may fill standard error while standard output is being read.
    Thread errors = Thread.startVirtualThread(() -> drain(process.getErrorStream()));
    try (OutputStream in = process.getOutputStream()) {
      in.write(step.stdin().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // A program need not read its input.
    }
    byte[] out = process.getInputStream().readAllBytes();
    errors.join();
    return new Job.Seen(
        process.waitFor(), new String(out, StandardCharsets.UTF_8), "ProcessBuilder");
  }

  private static void drain(InputStream stream) {
    try {
      stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
