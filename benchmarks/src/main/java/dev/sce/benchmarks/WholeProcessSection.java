package dev.sce.benchmarks;

import dev.sce.Warm;
import java.io.IOException;
import java.util.List;

/** Everything from the start of a command to its end, for one job of many small programs. */
final class WholeProcessSection {
  private static final int PROGRAMS = 5000;
  private static final int SAMPLE = 300;
  private static final List<Integer> POOL_SIZES = List.of(1, 2, 3, 4, 8);
  private static final List<Integer> WORKERS = List.of(2, 3, 4);

  private WholeProcessSection() {}

  /** Compares {@code sce run} with the pool of subprocesses and with itself without warmth. */
  static List<Figure> figures(Options options) throws IOException, InterruptedException {
    int programs = options.count(PROGRAMS);
    int sample = options.count(SAMPLE) + SAMPLE / 2;
    Contender pool = best(POOL_SIZES.stream().map(WholeProcessSection::pool).toList(), sample);
    Contender warm = best(WORKERS.stream().map(n -> sce(n, Warm.AUTO)).toList(), 4 * sample);
    Contender cold = best(WORKERS.stream().map(n -> sce(n, Warm.OFF)).toList(), sample);
    List<Contender> contenders = List.of(warm, pool, cold);
    List<Interleaved.Lane> lanes =
        contenders.stream().map(contender -> new Interleaved.Lane(contender, programs)).toList();
    List<Entry> entries = Interleaved.rates(options.rounds(), Workloads.PRINT, lanes);
    String name = "whole process, " + programs + " programs, against the ";
    return List.of(
        Figure.ofRates(name + "pool", entries.get(0), entries.get(1), Figure.Target.ratio(6)),
        Figure.ofRates(name + "cold run", entries.get(0), entries.get(2), null));
  }

  private static Contender sce(int workers, Warm warm) {
    String name = "sce run" + (warm == Warm.OFF ? " --warm off, " : ", ") + workers + " workers";
    return Drivers.sce(name, workers, Drivers.warmth(warm, List.of()));
  }

  /** Returns the one that does best on this machine, the better of two tries each. */
  private static Contender best(List<Contender> contenders, int sample)
      throws IOException, InterruptedException {
    Contender best = contenders.getFirst();
    double bestRate = 0;
    for (int round = 0; round < 2; round++) {
      for (Contender contender : contenders) {
        double rate = contender.run(Workloads.PRINT.jobs(0, sample)).rate();
        Progress.say("sample, " + contender.name() + ": " + Series.number(rate) + " programs/s");
        if (rate > bestRate) {
          bestRate = rate;
          best = contender;
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
