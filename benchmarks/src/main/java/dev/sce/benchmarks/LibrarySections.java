package dev.sce.benchmarks;

import dev.sce.Warm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What warm interpreters gain through the library, when everything is started already. */
final class LibrarySections {
  private static final int WORKERS = 2;
  private static final List<Integer> PERCENTILES = List.of(50, 95, 99);

  private LibrarySections() {}

  /** Compares rates of programs; the counts keep both sides busy for some seconds. */
  static Figure throughput(
      String name,
      Options options,
      Workload workload,
      List<String> preload,
      int warmPrograms,
      int coldPrograms,
      double target)
      throws IOException, InterruptedException {
    try (Library warm = Library.of("warm", WORKERS, Warm.AUTO, preload);
        Library cold = Library.of("cold", WORKERS, Warm.OFF, List.of())) {
      var lanes =
          List.of(
              new Interleaved.Lane(warm, options.count(warmPrograms)),
              new Interleaved.Lane(cold, options.count(coldPrograms)));
      // The first programs pay for compiling our own classes and for starting the slots.
      warm.run(workload.jobs(1_000_000, options.count(warmPrograms)));
      cold.run(workload.jobs(1_000_000, options.count(coldPrograms)));
      List<Entry> entries = Interleaved.rates(options.rounds(), workload, lanes);
      return Figure.ofRates(name, entries.get(0), entries.get(1), Figure.Target.ratio(target));
    }
  }

  /** Compares times of single programs on an otherwise idle executor with one worker. */
  static List<Figure> latency(Options options, int programs)
      throws IOException, InterruptedException {
    try (Library warm = Library.of("warm", 1, Warm.AUTO, List.of());
        Library cold = Library.of("cold", 1, Warm.OFF, List.of())) {
      List<Library> both = List.of(warm, cold);
      List<Tally> tallies = List.of(new Tally("warm"), new Tally("cold"));
      List<List<double[]>> times = List.of(new ArrayList<>(), new ArrayList<>());
      int count = Math.max(100, options.count(programs));
      for (Library library : both) {
        library.run(Workloads.PRINT.jobs(1_000_000, count));
      }
      for (int round = 0; round < options.rounds(); round++) {
        for (int place : Interleaved.order(2, round)) {
          List<Job> jobs = Workloads.PRINT.jobs(round * count, count);
          double[] sample = both.get(place).oneByOne(jobs, tallies.get(place));
          Arrays.sort(sample);
          times.get(place).add(sample);
          String p50 = Series.number(percentile(sample, 50));
          Progress.say("latency, " + both.get(place).name() + ": p50 " + p50 + " ms");
        }
      }
      int all = count * options.rounds();
      return PERCENTILES.stream()
          .map(
              p ->
                  Figure.ofTimes(
                      "latency p" + p + ", 1 worker, idle",
                      entry("warm", times.get(0), p, tallies.get(0), all),
                      entry("cold", times.get(1), p, tallies.get(1), all),
                      target(p)))
          .toList();
    }
  }

  private static Figure.@Nullable Target target(int percentile) {
    return percentile == 50 ? Figure.Target.atMost(3) : null;
  }

  private static Entry entry(
      String name, List<double[]> rounds, int percentile, Tally tally, int programs) {
    List<Double> samples = rounds.stream().map(sorted -> percentile(sorted, percentile)).toList();
    return new Entry(name, new Series(samples), tally.complete(programs));
  }

  /** Returns the smallest value that is not below this share of all. */
  private static double percentile(double[] sorted, int percentile) {
    return sorted[(int) Math.ceil(sorted.length * percentile / 100.0) - 1];
  }
}
