package dev.sce.benchmarks;

import dev.sce.benchmarks.ProcessTimes.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who uses the processors while {@code sce run} runs trivial programs.
 *
 * <p>The sum is what the kernel adds up for the command and everything it waited for. The parts of
 * lasting processes are looked at every 50 ms, so their last 50 ms may be missing; these and
 * helpers of the start count as programs.
 */
final class CpuSection {
  static final String OUR_SHARE = "processor time of JVM and supervisors, trivial programs";
  static final String PEAK = "peak resident memory of the JVM, `sce run`, 10,000 programs";

  private static final Path CPU_OF = Machine.ROOT.resolve("benchmarks/target/cpu_of");
  private static final int BETWEEN_LOOKS = 50;
  private static final String MICROS = "µs per program";

  private final Map<String, List<Double>> samples = new LinkedHashMap<>();
  private final Map<String, String> units = new LinkedHashMap<>();

  private CpuSection() {}

  /** Measures processor time by part, and the peak of memory. */
  static List<Reading> readings(Options options) throws IOException, InterruptedException {
    CpuSection section = new CpuSection();
    for (int round = 0; round < options.rounds(); round++) {
      section.measure(Workloads.PRINT.jobs(0, options.count(Workloads.PRINT.reference())));
    }
    List<Reading> readings = new ArrayList<>();
    section.samples.forEach(
        (name, all) ->
            readings.add(new Reading(name, section.units.getOrDefault(name, ""), new Series(all))));
    return readings;
  }

  private void measure(List<Job> jobs) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("sce-benchmark");
    try {
      Path in = folder.resolve("in.jsonl");
      Path out = folder.resolve("out.jsonl");
      Path sum = folder.resolve("sum");
      Files.write(in, jobs.stream().map(Job::jsonLine).toList());
      ProcessTimes times = watch(sum, in, out, folder.resolve("log"));
      double all = Double.parseDouble(Files.readString(sum).strip());
      note(times, all, reported(jobs, out), jobs.size());
    } finally {
      ProgramFolder.remove(folder);
    }
  }

  private static ProcessTimes watch(Path sum, Path in, Path out, Path log)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                CPU_OF.toString(),
                sum.toString(),
                Drivers.SCE,
                "run",
                in.toString(),
                "-o",
                out.toString(),
                "--workers",
                "2",
                "--progress",
                "none")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    process.getOutputStream().close();
    // The script becomes the JVM by exec, so the only child of the helper is both.
    ProcessHandle command = null;
    while (command == null && process.isAlive()) {
      command = process.toHandle().children().findFirst().orElse(null);
    }
    ProcessTimes times = new ProcessTimes(command == null ? 0 : command.pid());
    while (process.isAlive()) {
      times.look();
      Thread.sleep(BETWEEN_LOOKS);
    }
    if (process.waitFor() != 0) {
      throw new IOException("sce run failed: " + Files.readString(log));
    }
    return times;
  }

  /** Verifies all results and returns the processor time that they report, in microseconds. */
  private static double reported(List<Job> jobs, Path out) throws IOException {
    Tally tally = new Tally("sce run");
    double micros = 0;
    try (Stream<String> lines = Files.lines(out)) {
      for (String line : (Iterable<String>) lines::iterator) {
        JsonNode row = JsonMapper.shared().readTree(line);
        tally.add(jobs.get(row.get("index").asInt()), WholeProcess.seen(row));
        micros += row.get("command_results").get(0).get("cpu_time").asDouble() * 1e6;
      }
    }
    tally.complete(jobs.size());
    return micros;
  }

  private void note(ProcessTimes times, double all, double reported, int programs)
      throws IOException {
    if (times.count(Part.SUPERVISOR) == 0) {
      throw new IOException("no supervisor was seen");
    }
    double jvm = times.micros(Part.JVM);
    double supervisors = times.micros(Part.SUPERVISOR);
    double interpreters = times.micros(Part.INTERPRETER);
    add(OUR_SHARE, "%", 100 * (jvm + supervisors) / all);
    add("— the JVM alone", "%", 100 * jvm / all);
    add("processor time, JVM", MICROS, jvm / programs);
    add("processor time, supervisors", MICROS, supervisors / programs);
    add("processor time, warm interpreters (starting, forking)", MICROS, interpreters / programs);
    add(
        "processor time, programs and all else",
        MICROS,
        (all - jvm - supervisors - interpreters) / programs);
    add("— of which result rows report", MICROS, reported / programs);
    add(PEAK, "MiB", times.peakMib());
    Progress.say(
        "processor time of ours: " + Series.number(100 * (jvm + supervisors) / all) + " %");
  }

  private void add(String name, String unit, double value) {
    samples.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    units.put(name, unit);
  }
}
