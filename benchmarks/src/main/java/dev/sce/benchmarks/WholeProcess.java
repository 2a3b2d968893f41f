package dev.sce.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A command that reads programs as JSON lines and writes result rows; its start-up is measured too.
 *
 * @param command its arguments, {@code {in}} and {@code {out}} standing for the two files
 */
record WholeProcess(String name, List<String> command) implements Contender {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final JsonMapper JSON = JsonMapper.shared();

  @Override
  public Run run(List<Job> jobs) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("sce-benchmark");
    try {
      Path in = folder.resolve("in.jsonl");
      Path out = folder.resolve("out.jsonl");
      Files.write(in, jobs.stream().map(Job::jsonLine).toList());
      Duration time = time(in, out, folder.resolve("log"));
      return new Run(jobs.size(), time, verified(jobs, out));
    } finally {
      for (String file : List.of("in.jsonl", "out.jsonl", "log", "")) {
        Files.deleteIfExists(folder.resolve(file));
      }
    }
  }

  private Duration time(Path in, Path out, Path log) throws IOException, InterruptedException {
    return time(
        name,
        command.stream()
            .map(word -> word.replace("{in}", in.toString()).replace("{out}", out.toString()))
            .toList(),
        log);
  }

  /**
   * Runs a command to its end and returns how long that took.
   *
   * @param log takes what it prints
   * @throws IOException when it fails, or does not end
   */
  static Duration time(String name, List<String> argv, Path log)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(argv)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
      process.destroy();
      throw new IOException(name + " did not end within " + LONGEST);
    }
    Duration time = Duration.ofNanos(System.nanoTime() - begin);
    if (process.exitValue() != 0) {
      throw new IOException(
          name + " ended with " + process.exitValue() + ": " + Files.readString(log));
    }
    return time;
  }

  private Map<String, Integer> verified(List<Job> jobs, Path out) throws IOException {
    Map<String, Job> byId = new HashMap<>();
    jobs.forEach(job -> byId.put(job.id(), job));
    Tally tally = new Tally(name);
    try (Stream<String> lines = Files.lines(out)) {
      lines
          .map(JSON::readTree)
          .forEach(
              row -> {
                Job job = byId.remove(row.get("id").asString());
                if (job == null) {
                  throw new IllegalStateException(name + ": an unknown or second row " + row);
                }
                tally.add(job, seen(row));
              });
    }
    return tally.complete(jobs.size());
  }

  /** Returns what a result row says of its commands. */
  static List<Job.Seen> seen(JsonNode row) {
    return row.get("command_results")
        .valueStream()
        .map(
            command ->
                new Job.Seen(
                    command.get("return_code").asInt(Integer.MIN_VALUE),
                    command.get("stdout").asString(),
                    command.get("timed_out").asBoolean(),
                    command.get("launcher").asString()))
        .toList();
  }
}
