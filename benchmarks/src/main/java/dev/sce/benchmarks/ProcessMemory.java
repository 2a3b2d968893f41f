package dev.sce.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Memory of some processes, added up, in KiB.
 *
 * @param processes how many were read
 * @param unreadable how many were there but not ours to look at
 * @param rss resident pages, shared ones counted in each process
 * @param pss resident pages, shared ones divided among their processes
 * @param own pages that no other process has
 */
record ProcessMemory(int processes, int unreadable, long rss, long pss, long own) {
  private static final ProcessMemory NONE = new ProcessMemory(0, 0, 0, 0, 0);

  /** Reads and adds up; processes that have ended meanwhile do not count. */
  static ProcessMemory of(Stream<Long> pids) {
    return pids.map(ProcessMemory::read).reduce(NONE, ProcessMemory::plus);
  }

  private static ProcessMemory read(long pid) {
    Path folder = Path.of("/proc", Long.toString(pid));
    try {
      Map<String, Long> kib = fields(Files.readAllLines(folder.resolve("smaps_rollup")));
      long own = kib.getOrDefault("Private_Clean", 0L) + kib.getOrDefault("Private_Dirty", 0L);
      return new ProcessMemory(1, 0, kib.getOrDefault("Rss", 0L), kib.getOrDefault("Pss", 0L), own);
    } catch (IOException e) {
      return Files.exists(folder) ? new ProcessMemory(0, 1, 0, 0, 0) : NONE;
    }
  }

  /** Takes lines like {@code Pss: 12 kB}; the first line, the range of addresses, has no unit. */
  private static Map<String, Long> fields(List<String> lines) {
    Map<String, Long> fields = new HashMap<>();
    for (String line : lines) {
      String[] words = line.split("[:\\s]+");
      if (words.length == 3 && words[2].equals("kB")) {
        fields.put(words[0], Long.parseLong(words[1]));
      }
    }
    return fields;
  }

  private ProcessMemory plus(ProcessMemory other) {
    return new ProcessMemory(
        processes + other.processes,
        unreadable + other.unreadable,
        rss + other.rss,
        pss + other.pss,
        own + other.own);
  }
}
