package dev.sce.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/** The parts of a benchmark that are still to come; says how long they may take. */
final class Agenda {
  private final Map<String, Double> planned = new LinkedHashMap<>();
  private final long begin = System.nanoTime();
  private double done;
  private double current;
  private int begun;

  /** Adds a part. */
  void plan(String part, double seconds) {
    planned.put(part, seconds);
  }

  /** Says that a part begins, and with it that the one before has ended. */
  void begin(String part) {
    double elapsed = (System.nanoTime() - begin) / 1e9;
    done += current;
    current = planned.getOrDefault(part, 0.0);
    begun++;
    double all = planned.values().stream().mapToDouble(Double::doubleValue).sum();
    // The plan is for some other machine; what was seen here corrects it.
    double pace = done > 0 ? elapsed / done : 1;
    long minutes = Math.round(Math.ceil((all - done) * pace / 60));
    Progress.say(
        "part "
            + begun
            + " of "
            + planned.size()
            + ", "
            + part
            + "; about "
            + minutes
            + " min left");
  }
}
