package dev.sce.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Verifies results and counts launchers; not thread-safe. */
final class Tally {
  private final String contender;
  private final Map<String, Integer> launchers = new TreeMap<>();
  private int programs;

  Tally(String contender) {
    this.contender = contender;
  }

  /** Verifies one result. */
  void add(Job job, List<Job.Seen> seen) {
    job.check(contender, seen);
    seen.forEach(command -> launchers.merge(command.launcher(), 1, Integer::sum));
    programs++;
  }

  /** Returns the counts after checking that no result is missing. */
  Map<String, Integer> complete(int expected) {
    if (programs != expected) {
      throw new IllegalStateException(contender + ": " + programs + " results for " + expected);
    }
    return Map.copyOf(launchers);
  }
}
