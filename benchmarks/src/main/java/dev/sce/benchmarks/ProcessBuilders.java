package dev.sce.benchmarks;

import java.io.ByteArrayOutputStream;
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
import java.util.concurrent.TimeUnit;

/**
 * What most JVM programs do: a thread pool, a folder and a {@code ProcessBuilder} for each program.
 * There is no isolation and no limit but a timeout, which kills the direct child.
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
    // Both streams may fill while this thread waits.
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Thread output = Thread.startVirtualThread(() -> drain(process.getInputStream(), out));
    Thread errors =
        Thread.startVirtualThread(
            () -> drain(process.getErrorStream(), OutputStream.nullOutputStream()));
    try (OutputStream in = process.getOutputStream()) {
      in.write(step.stdin().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // A program need not read its input.
    }
    boolean late = !process.waitFor(step.timeout(), TimeUnit.SECONDS);
    if (late) {
      process.destroyForcibly();
    }
    int status = process.waitFor();
    output.join();
    errors.join();
    return new Job.Seen(status, out.toString(StandardCharsets.UTF_8), late, "ProcessBuilder");
  }

  private static void drain(InputStream from, OutputStream to) {
    try (from) {
      from.transferTo(to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
