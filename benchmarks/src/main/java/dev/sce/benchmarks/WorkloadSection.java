package dev.sce.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All kinds of contenders on one workload. */
final class WorkloadSection {
  private static final int FAR_AWAY = 1_000_000; // Programs that no round has.

  private static final int LONG_MILLIS = 1500;

  private final Options options;
  private final Workload workload;
  private final Map<String, String> isolation = new LinkedHashMap<>();
  private final Map<String, String> missing = new LinkedHashMap<>();

  private WorkloadSection(Options options, Workload workload) {
    this.options = options;
    this.workload = workload;
  }

  /** Measures; a contender that fails or gives a wrong result is among the missing ones. */
  static Comparison compare(Options options, Workload workload)
      throws IOException, InterruptedException {
    return new WorkloadSection(options, workload).compare();
  }

  private Comparison compare() throws IOException, InterruptedException {
    List<Interleaved.Lane> lanes = new ArrayList<>();
    try {
      for (Kind kind : Kind.all()) {
        Optional<String> unfit = kind.unfit().apply(workload);
        if (unfit.isPresent()) {
          missing.put(kind.name(), unfit.get());
        } else {
          lane(kind).ifPresent(lanes::add);
        }
      }
      List<Entry> entries =
          Interleaved.rates(
              options.rounds(),
              workload,
              lanes,
              (contender, failure) -> fail(contender.name(), failure));
      return new Comparison(
          workload.name(), workload.about(), workload.workers(), entries, isolation, missing);
    } finally {
      lanes.forEach(lane -> lane.contender().close());
    }
  }

  /** Opens the fastest contender of a kind and finds out how many programs keep it busy. */
  private Optional<Interleaved.Lane> lane(Kind kind) throws InterruptedException {
    Interleaved.Lane best = null;
    double bestRate = 0;
    try {
      for (Kind.Opener opener : kind.sizes().apply(workload)) {
        Contender contender = opener.open();
        double rate = tried(kind, contender);
        if (rate <= bestRate) {
          contender.close();
          continue;
        }
        if (best != null) {
          best.contender().close();
        }
        best = new Interleaved.Lane(contender, programs(kind, rate));
        bestRate = rate;
      }
    } catch (IOException | IllegalStateException e) {
      if (best != null) {
        best.contender().close();
      }
      fail(kind.name(), e);
      return Optional.empty();
    }
    Optional<Interleaved.Lane> lane = Optional.ofNullable(best);
    lane.ifPresent(found -> isolation.put(found.contender().name(), kind.isolation()));
    return lane;
  }

  private int programs(Kind kind, double rate) {
    boolean fixed = isReference(kind) && workload.reference() > 0;
    int wanted = fixed ? options.count(workload.reference()) : (int) (rate * seconds(kind));
    int blocks = (Math.min(wanted, workload.most()) + workload.block() - 1) / workload.block();
    return Math.max(1, blocks) * workload.block();
  }

  private double seconds(Kind kind) {
    boolean mostWanted = workload.name().equals(Workloads.PRINT.name());
    return kind.seconds() * (options.quick() ? 0.25 : mostWanted ? 1.5 : 1);
  }

  private static boolean isReference(Kind kind) {
    return kind.name().equals(Kind.REFERENCE);
  }

  /** Returns about how many programs a second the contender will do. */
  private double tried(Kind kind, Contender contender) throws IOException, InterruptedException {
    int tried = 0;
    try {
      Run before = contender.run(workload.jobs(FAR_AWAY, workload.block()));
      if (isReference(kind) && workload.reference() > 0) {
        return before.rate();
      }
      Run run = before;
      long first = before.time().toMillis();
      while (isTooShort(run.time().toMillis(), first, kind) && run.programs() < workload.most()) {
        before = run;
        tried += before.programs();
        run = contender.run(workload.jobs(FAR_AWAY + tried, 4 * before.programs()));
      }
      return tried == 0 ? run.rate() : steadyRate(before, run);
    } catch (IOException | InterruptedException | RuntimeException e) {
      contender.close();
      throw e;
    }
  }

  /** What takes no longer than the first block may be nothing but start-up. */
  private boolean isTooShort(long millis, long first, Kind kind) {
    return millis < 300 * seconds(kind) || (millis < 2 * first && first < LONG_MILLIS);
  }

  /** Leaves out what a contender needs once, with a bound on what noise can make of that. */
  private static double steadyRate(Run first, Run second) {
    double nanos = second.time().toNanos() - first.time().toNanos();
    double rate = (second.programs() - first.programs()) / nanos * 1e9;
    return Double.isFinite(rate) && nanos > 0
        ? Math.clamp(rate, second.rate(), 10 * second.rate())
        : second.rate();
  }

  private void fail(String name, Exception failure) {
    Progress.say(workload.name() + ", " + name + " failed: " + failure.getMessage());
    String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    missing.put(name, "failed: " + reason.substring(0, Math.min(reason.length(), 200)));
  }
}
