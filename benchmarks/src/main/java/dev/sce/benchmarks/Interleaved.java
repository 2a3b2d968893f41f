package dev.sce.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Measures contenders in turns, so that what disturbs the machine disturbs all of them. */
final class Interleaved {
  private Interleaved() {}

  /**
   * A contender in a comparison of rates.
   *
   * @param programs how many it runs in a round: enough for a second or more
   */
  record Lane(Contender contender, int programs) {}

  /** Takes the first failure of a contender, which is not measured any further. */
  interface Failures {
    /** Takes a failure, or throws it. */
    void failed(Contender contender, IOException failure) throws IOException;
  }

  /** Returns the programs per second of each lane; every second round goes backwards. */
  static List<Entry> rates(int rounds, Workload workload, List<Lane> lanes)
      throws IOException, InterruptedException {
    return rates(
        rounds,
        workload,
        lanes,
        (contender, failure) -> {
          throw failure;
        });
  }

  /** Returns the programs per second of each lane that did not fail. */
  static List<Entry> rates(int rounds, Workload workload, List<Lane> lanes, Failures failures)
      throws IOException, InterruptedException {
    Map<Lane, List<Run>> runs = new LinkedHashMap<>();
    lanes.forEach(lane -> runs.put(lane, new ArrayList<>()));
    int next = 0;
    for (int round = 0; round < rounds; round++) {
      for (int place : order(lanes.size(), round)) {
        Lane lane = lanes.get(place);
        List<Run> own = runs.get(lane);
        if (own == null) {
          continue;
        }
        try {
          own.add(lane.contender.run(workload.jobs(next, lane.programs)));
          String rate = Series.number(own.getLast().rate());
          Progress.say(
              workload.name() + ", " + lane.contender.name() + ": " + rate + " programs/s");
        } catch (IOException | IllegalStateException e) {
          runs.remove(lane);
          failures.failed(lane.contender, new IOException(e.getMessage(), e));
        }
        next += lane.programs;
      }
    }
    List<Entry> entries = new ArrayList<>();
    runs.forEach((lane, own) -> entries.add(entry(lane.contender.name(), own)));
    return entries;
  }

  /** Returns the places 0 to {@code count - 1}, backwards in odd rounds. */
  static List<Integer> order(int count, int round) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      places.add(i);
    }
    if (round % 2 == 1) {
      Collections.reverse(places);
    }
    return places;
  }

  private static Entry entry(String name, List<Run> runs) {
    Map<String, Integer> launchers = new TreeMap<>();
    runs.forEach(run -> run.launchers().forEach((k, v) -> launchers.merge(k, v, Integer::sum)));
    return new Entry(name, new Series(runs.stream().map(Run::rate).toList()), launchers);
  }
}
