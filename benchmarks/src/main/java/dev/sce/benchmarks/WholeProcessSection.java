package dev.sce.benchmarks;

import dev.sce.Warm;
import java.io.IOException;
import java.util.List;

/** Everything from the start of a command to its end, for one job of many small programs. */
final class WholeProcessSection {
  private static final int PROGRAMS = 5000;
  private static final int SAMPLE = 300;
  private static final List<Integer> POOL_SIZES = List.of(1, 2, 3, 4, 8);
  private static final int WORKERS = 2;

  private WholeProcessSection() {}

  /** Compares {@code sce run} with the pool of subprocesses and with itself without warmth. */
  static List<Figure> figures(Options options) throws IOException, InterruptedException {
    int programs = options.count(PROGRAMS);
    Contender pool = bestPool(options.count(SAMPLE) + SAMPLE / 2);
    List<Contender> contenders =
        List.of(sce("sce run", Warm.AUTO), pool, sce("sce run --warm off", Warm.OFF));
    List<Interleaved.Lane> lanes =
        contenders.stream().map(contender -> new Interleaved.Lane(contender, programs)).toList();
    List<Entry> entries = Interleaved.rates(options.rounds(), Workloads.PRINT, lanes);
    String name = "whole process, " + programs + " programs, against the ";
    return List.of(
        Figure.ofRates(name + "pool", entries.get(0), entries.get(1), Figure.Target.ratio(6)),
        Figure.ofRates(name + "cold run", entries.get(0), entries.get(2), null));
  }

  private static Contender sce(String name, Warm warm) {
    return Drivers.sce(name, WORKERS, Drivers.warmth(warm, List.of()));
  }

  /**
   * Gives the other way its best number of workers on this machine, the better of two tries each.
   */
  private static Contender bestPool(int sample) throws IOException, InterruptedException {
    Contender best = pool(1);
    double bestRate = 0;
    for (int round = 0; round < 2; round++) {
      for (int workers : POOL_SIZES) {
        Contender pool = pool(workers);
        double rate = pool.run(Workloads.PRINT.jobs(0, sample)).rate();
        Progress.say("sample, " + pool.name() + ": " + Series.number(rate) + " programs/s");
        if (rate > bestRate) {
          bestRate = rate;
          best = pool;
        }
      }
    }
    return best;
  }

  private static Contender pool(int workers) {
    String name = "subprocess pool, " + workers + (workers == 1 ? " worker" : " workers");
    return Drivers.pool(name, workers, "");
  }
}
