package dev.sce.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ways to run many programs, on several workloads; {@code benchmarks/run} runs it. */
public final class RunBenchmark {
  private static final int FAR_AWAY = 1_000_000; // Programs that no round has.

  private RunBenchmark() {}

  /** Measures and prints. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Set<String> parts =
        Stream.concat(Workloads.all().stream().map(Workload::name), Stream.of("humaneval"))
            .collect(Collectors.toSet());
    Options options = Options.parseOrExit("benchmarks/run", args, parts);
    List<Workload> workloads = new ArrayList<>(Workloads.all());
    if (options.humanEval() != null) {
      workloads.add(2, Workloads.humanEval(options.humanEval()));
    }
    Map<String, String> machine = Machine.facts();
    List<RunReport.Comparison> comparisons = new ArrayList<>();
    for (Workload workload : workloads) {
      boolean possible = !workload.name().equals("numpy") || Machine.hasNumpy();
      if (options.wants(workload.name()) && possible) {
        comparisons.add(compare(options, workload));
      }
    }
    RunReport report =
        new RunReport("run", machine, options.rounds(), options.quick(), comparisons);
    System.out.println(report.markdown());
    if (options.json() != null) {
      report.writeJson(options.json());
    }
  }

  private static RunReport.Comparison compare(Options options, Workload workload)
      throws IOException, InterruptedException {
    Map<String, String> isolation = new LinkedHashMap<>();
    Map<String, String> missing = new LinkedHashMap<>();
    List<Interleaved.Lane> lanes = new ArrayList<>();
    try {
      for (Kind kind : Kind.all()) {
        Optional<String> unfit = kind.unfit().apply(workload);
        if (unfit.isPresent()) {
          missing.put(kind.name(), unfit.get());
        } else {
          isolation.put(kind.name(), kind.isolation());
          lanes.add(lane(options, workload, kind));
        }
      }
      List<Entry> entries = Interleaved.rates(options.rounds(), workload, lanes);
      return new RunReport.Comparison(
          workload.name(), workload.about(), workload.workers(), entries, isolation, missing);
    } finally {
      for (Interleaved.Lane lane : lanes) {
        lane.contender().close();
      }
    }
  }

  /** Opens a contender and finds out how many programs keep it busy for a few seconds. */
  private static Interleaved.Lane lane(Options options, Workload workload, Kind kind)
      throws IOException {
    Contender contender = kind.open().open(workload);
    try {
      double seconds = options.quick() ? 0.7 : 3;
      int few = workload.workers();
      Run first = contender.run(workload.jobs(FAR_AWAY, few));
      int more = Math.clamp((int) (first.rate() * seconds / 2), few, workload.most());
      // When a few take long already, start-up is no part of it worth knowing.
      Run second = more == few ? first : contender.run(workload.jobs(2 * FAR_AWAY, more));
      int programs = (int) (steadyRate(first, second) * seconds);
      return new Interleaved.Lane(contender, Math.clamp(programs, few, workload.most()));
    } catch (IOException | InterruptedException | RuntimeException e) {
      contender.close();
      throw new IOException(kind.name() + " on " + workload.name(), e);
    }
  }

  /** Leaves out what a contender needs once, with a bound on what noise can make of that. */
  private static double steadyRate(Run first, Run second) {
    double nanos = second.time().toNanos() - first.time().toNanos();
    double rate = (second.programs() - first.programs()) / nanos * 1e9;
    return Double.isFinite(rate) && nanos > 0
        ? Math.clamp(rate, second.rate(), 10 * second.rate())
        : second.rate();
  }
}
