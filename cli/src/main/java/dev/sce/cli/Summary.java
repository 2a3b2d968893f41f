package dev.sce.cli;

import dev.sce.BatchTimes;
import dev.sce.json.Json;
import dev.sce.json.rows.OutcomeCounts;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Totals and times of a run.
 *
 * @param outcomes rows by outcome, including those of an earlier run that was resumed
 * @param resumed rows finished by an earlier run
 * @param interrupted true if the run ended before its last row
 * @param workers number of programs run at a time
 * @param launchers commands of this run by how they were started
 * @param reused rows of this run with the result of an identical program, by its source
 * @param isolation the isolation level in effect
 * @param times of the run
 * @param events failures of the sandbox and starved programs
 */
record Summary(
    OutcomeCounts outcomes,
    long resumed,
    boolean interrupted,
    int workers,
    Map<String, Long> launchers,
    Map<String, Long> reused,
    String isolation,
    BatchTimes times,
    SandboxEvents events) {

  /** Prints the table. */
  void print(PrintStream out) {
    long rows = outcomes.total() - resumed;
    double seconds = Math.max(1e-9, times.net().toNanos() / 1e9);
    out.printf(
        Locale.ROOT,
        "sce: %s%d %s in %.1f s (%.1f/s), %d %s, isolation %s%n",
        interrupted ? "interrupted after " : "",
        rows,
        rows == 1 ? "row" : "rows",
        seconds,
        rows / seconds,
        workers,
        workers == 1 ? "worker" : "workers",
        isolation);
    if (resumed > 0) {
      out.printf(Locale.ROOT, "sce: %d rows were finished before; totals include them%n", resumed);
    }
    outcomes
        .byName()
        .forEach((name, count) -> out.printf(Locale.ROOT, "  %-16s %8d%n", name, count));
    launchers.forEach(
        (name, count) -> out.printf(Locale.ROOT, "  started %-8s %8d%n", name, count));
    reused.forEach((name, count) -> out.printf(Locale.ROOT, "  reused  %-8s %8d%n", name, count));
    out.printf(
        Locale.ROOT,
        "  programs ran %.1f s in all; writing files took %.1f s%n",
        seconds(times.pureExec()),
        seconds(times.writing()));
    events.print(out);
  }

  /** Writes the summary as JSON to a file, or to standard output for {@code -}. */
  void write(String target) throws IOException {
    byte[] json =
        (Json.MAPPER.writeValueAsString(fields()) + "\n").getBytes(StandardCharsets.UTF_8);
    if (target.equals("-")) {
      try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
        out.write(json);
      }
    } else {
      try {
        Files.write(Path.of(target), json);
      } catch (IOException e) {
        throw new IOException("cannot write the summary " + target + ": " + e.getMessage(), e);
      }
    }
  }

  private Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rows", outcomes.total());
    fields.put("resumed_rows", resumed);
    fields.put("interrupted", interrupted);
    fields.put("outcomes", outcomes.byName());
    fields.put("workers", workers);
    fields.put("launchers", launchers);
    if (!reused.isEmpty()) {
      fields.put("reused", reused);
    }
    fields.put("isolation", isolation);
    fields.putAll(events.fields());
    fields.putAll(times.with(List.of()).timingMap());
    return fields;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
