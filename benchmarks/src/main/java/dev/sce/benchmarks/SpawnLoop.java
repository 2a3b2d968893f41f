package dev.sce.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code spawn_jobs.c}, the least that starting these programs costs. Files are written before and
 * read back after, both unmeasured.
 */
record SpawnLoop(String name, int workers) implements Contender {
  private static final String PROGRAM =
      Machine.ROOT.resolve("benchmarks/target/spawn_jobs").toString();

  @Override
  public Run run(List<Job> jobs) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("sce-benchmark");
    try {
      Path plan = folder.resolve("plan");
      Files.writeString(plan, plan(jobs, folder));
      long begin = System.nanoTime();
      Process process =
          new ProcessBuilder(PROGRAM, plan.toString(), Integer.toString(workers))
              .inheritIO()
              .start();
      int status = process.waitFor();
      Duration time = Duration.ofNanos(System.nanoTime() - begin);
      if (status != 0) {
        throw new IOException(name + ": a program failed");
      }
      Tally tally = new Tally(name);
      for (Job job : jobs) {
        tally.add(job, seen(job, folder.resolve(job.id())));
      }
      return new Run(jobs.size(), time, tally.complete(jobs.size()));
    } finally {
      ProgramFolder.remove(folder);
    }
  }

  private static String plan(List<Job> jobs, Path folder) throws IOException {
    List<String> texts = new ArrayList<>();
    for (Job job : jobs) {
      Path own = Files.createDirectory(folder.resolve(job.id()));
      ProgramFolder.write(own, job);
      texts.add(own.toString());
      texts.add(Integer.toString(job.steps().size()));
      for (int i = 0; i < job.steps().size(); i++) {
        Files.writeString(own.resolve(".in" + i), job.steps().get(i).stdin());
        List<String> argv = ProgramFolder.argv(job.steps().get(i));
        texts.add(Integer.toString(argv.size()));
        texts.addAll(argv);
      }
    }
    return String.join("\0", texts) + "\0";
  }

  private static List<Job.Seen> seen(Job job, Path folder) throws IOException {
    List<Job.Seen> seen = new ArrayList<>();
    for (int i = 0; i < job.steps().size(); i++) {
      byte[] out = Files.readAllBytes(folder.resolve(".out" + i));
      seen.add(new Job.Seen(0, new String(out, StandardCharsets.UTF_8), false, "spawn"));
    }
    return seen;
  }
}
