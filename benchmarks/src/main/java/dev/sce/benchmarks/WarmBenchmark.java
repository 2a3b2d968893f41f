package dev.sce.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What warm interpreters are worth; {@code benchmarks/warm} runs it. */
public final class WarmBenchmark {
  private static final Set<String> PARTS =
      Set.of("trivial", "numpy", "latency", "process", "memory");

  private WarmBenchmark() {}

  /** Measures and prints. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Options options = Options.parseOrExit("benchmarks/warm", args, PARTS);
    Report report = measure(options);
    System.out.println(report.markdown());
    if (options.json() != null) {
      report.writeJson(options.json());
    }
  }

  private static Report measure(Options options) throws IOException, InterruptedException {
    Map<String, String> machine = Machine.facts();
    List<Figure> figures = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<MemoryRow> memory = List.of();
    if (options.wants("trivial")) {
      figures.add(
          LibrarySections.throughput(
              "trivial programs, 2 workers", options, Workloads.PRINT, List.of(), 4000, 400, 5));
    }
    if (options.wants("numpy") && !Machine.hasNumpy()) {
      missing.add("`import numpy`: numpy not installed");
    } else if (options.wants("numpy")) {
      figures.add(
          LibrarySections.throughput(
              "`import numpy`, 2 workers",
              options,
              Workloads.NUMPY,
              List.of("numpy"),
              2000,
              60,
              20));
    }
    if (options.wants("latency")) {
      figures.addAll(LibrarySections.latency(options, 500));
    }
    if (options.wants("process")) {
      figures.addAll(WholeProcessSection.figures(options));
    }
    if (options.wants("memory")) {
      memory = MemorySection.rows(options.rounds());
    }
    return new Report("warm", machine, options.rounds(), options.quick(), figures, missing, memory);
  }
}
