package dev.sce.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Memory of the whole tree of processes by number of workers and by what interpreters have ready.
 */
final class MemorySection {
  private static final List<Integer> WORKERS = List.of(1, 2, 4, 8);
  private static final int MOST_ROUNDS = 3; // Memory hardly varies.

  private MemorySection() {}

  /** Measures every configuration, each in JVMs of its own. */
  static List<MemoryRow> rows(int rounds) throws IOException, InterruptedException {
    List<MemoryRow> rows = new ArrayList<>();
    add(rows, rounds, "no interpreter", "off");
    add(rows, rounds, "the default modules", "auto");
    if (Machine.hasNumpy()) {
      add(rows, rounds, "numpy too", "auto", "numpy");
    }
    return rows;
  }

  private static void add(List<MemoryRow> rows, int rounds, String kind, String... settings)
      throws IOException, InterruptedException {
    for (int workers : WORKERS) {
      List<ProcessMemory> jvm = new ArrayList<>();
      List<ProcessMemory> slots = new ArrayList<>();
      for (int round = 0; round < Math.min(rounds, MOST_ROUNDS); round++) {
        List<ProcessMemory> both = probe(workers, settings);
        jvm.add(both.getFirst());
        slots.add(both.getLast());
      }
      rows.add(new MemoryRow(kind, workers, jvm, slots));
      Progress.say("memory, " + kind + ", workers " + workers);
    }
  }

  private static List<ProcessMemory> probe(int workers, String... settings)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    // As ./sce starts its JVM.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(MemoryProbe.class.getName(), Integer.toString(workers)));
    command.addAll(List.of(settings));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + " failed");
    }
    JsonMapper json = JsonMapper.shared();
    return text.lines().map(line -> json.readValue(line, ProcessMemory.class)).toList();
  }
}
