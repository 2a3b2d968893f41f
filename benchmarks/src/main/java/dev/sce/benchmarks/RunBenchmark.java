package dev.sce.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ways to run many programs, side by side; {@code benchmarks/run} runs it. */
public final class RunBenchmark {
  /** Parts that are not workloads, each with about its seconds for a round on two processors. */
  private static final Map<String, Integer> SECTIONS =
      Map.of("humaneval", 24, "eval", 30, "startup", 12, "cpu", 12, "latency", 10, "memory", 20);

  private static final int SECONDS_PER_WORKLOAD = 24;
  private static final int LATENCY_PROGRAMS = 500;

  private final Options options;
  private final Agenda agenda = new Agenda();
  private final List<Comparison> comparisons = new ArrayList<>();
  private final List<Reading> readings = new ArrayList<>();
  private final List<Figure> latency = new ArrayList<>();
  private final List<MemoryRow> memory = new ArrayList<>();
  private final Map<String, String> missing = new LinkedHashMap<>();
  private final Map<String, Part> parts = new LinkedHashMap<>();

  /** Something to measure. */
  private interface Part {
    void measure() throws IOException, InterruptedException;
  }

  private RunBenchmark(Options options) {
    this.options = options;
  }

  /** Measures and prints. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Set<String> parts =
        Stream.concat(Workloads.all().stream().map(Workload::name), SECTIONS.keySet().stream())
            .collect(Collectors.toSet());
    Options options = Options.parseOrExit("benchmarks/run", args, parts);
    RunReport report = new RunBenchmark(options).measure();
    System.out.println(report.markdown());
    if (options.json() != null) {
      report.writeJson(options.json());
    }
  }

  private RunReport measure() throws InterruptedException {
    Map<String, String> machine = Machine.facts();
    plan();
    for (Map.Entry<String, Part> part : parts.entrySet()) {
      agenda.begin(part.getKey());
      try {
        part.getValue().measure();
      } catch (IOException | RuntimeException e) {
        // What was measured before shall not be lost.
        Progress.say(part.getKey() + " failed: " + e);
        missing.put(part.getKey(), "failed: " + e.getMessage());
      }
    }
    return new RunReport(
        "run",
        machine,
        options.rounds(),
        options.quick(),
        comparisons,
        readings,
        latency,
        memory,
        missing);
  }

  private void plan() {
    for (Workload workload : Workloads.all()) {
      if (workload.name().equals("numpy") && !Machine.hasNumpy()) {
        leaveOut("numpy", "numpy is not installed");
      } else {
        add(workload.name(), () -> comparisons.add(WorkloadSection.compare(options, workload)));
      }
    }
    planData();
    add("startup", () -> readings.addAll(StartupSection.readings(options)));
    add("cpu", () -> readings.addAll(CpuSection.readings(options)));
    add("latency", () -> latency.addAll(LibrarySections.latency(options, LATENCY_PROGRAMS)));
    add("memory", () -> memory.addAll(MemorySection.rows(options.rounds())));
  }

  /** Adds the parts that need data which is not part of this project. */
  private void planData() {
    var problems = options.humanEval();
    var predictions = options.predictions();
    if (problems == null) {
      leaveOut("humaneval", "--humaneval not given");
    } else {
      add(
          "humaneval",
          () -> comparisons.add(WorkloadSection.compare(options, Workloads.humanEval(problems))));
    }
    if (problems == null || predictions == null) {
      String option = predictions == null ? "--predictions" : "--humaneval";
      leaveOut("eval", option + " not given");
    } else {
      add("eval", () -> comparisons.add(EvalSection.compare(options, problems, predictions)));
    }
  }

  private void leaveOut(String name, String reason) {
    if (options.wants(name)) {
      missing.put(name, reason);
    }
  }

  private void add(String name, Part part) {
    if (!options.wants(name)) {
      return;
    }
    int seconds = SECTIONS.getOrDefault(name, SECONDS_PER_WORKLOAD);
    agenda.plan(name, (double) seconds * options.rounds() / (options.quick() ? 4 : 1));
    parts.put(name, part);
  }
}
