package dev.sce.cli;

import dev.sce.ExecutionCounters;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a user should know of a run besides its results: that the sandbox failed, or that the
 * machine was too busy. If all went well there is nothing to say.
 */
final class SandboxEvents {
  private final ExecutionCounters counters;

  SandboxEvents(ExecutionCounters counters) {
    this.counters = counters;
  }

  /** Prints one line for each kind of event that happened. */
  void print(PrintStream out) {
    line(
        out,
        counters.slotsDiscarded(),
        "sandbox failed and was replaced",
        "sandboxes failed and were replaced");
    line(
        out,
        counters.retries(),
        "program ran again because the sandbox failed",
        "programs ran again because the sandbox failed");
    line(
        out,
        counters.starvedRuns(),
        "program ran again because the machine was too busy to give it a CPU",
        "programs ran again because the machine was too busy to give them a CPU");
  }

  private static void line(PrintStream out, long count, String one, String several) {
    if (count > 0) {
      out.println("sce: " + count + " " + (count == 1 ? one : several));
    }
  }

  /** Returns the same for the summary in JSON. */
  Map<String, Long> fields() {
    Map<String, Long> fields = new LinkedHashMap<>();
    put(fields, "sandboxes_replaced", counters.slotsDiscarded());
    put(fields, "retried_after_failure", counters.retries());
    put(fields, "retried_after_starvation", counters.starvedRuns());
    return fields;
  }

  private static void put(Map<String, Long> fields, String name, long count) {
    if (count > 0) {
      fields.put(name, count);
    }
  }
}
