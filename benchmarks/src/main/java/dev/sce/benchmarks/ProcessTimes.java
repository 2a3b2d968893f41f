package dev.sce.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Watches the lasting processes of one {@code sce run} and keeps the last processor time of each.
 *
 * <p>They are told apart by their place: the command is the JVM; its children that are our
 * supervisor are the outer halves; a child of an outer half is the inner half when it is our
 * supervisor, else a warm interpreter. All others are programs or short-lived helpers, which are
 * not watched: they are what is left of the sum. Not thread-safe.
 */
final class ProcessTimes {
  /** What a lasting process is for. */
  enum Part {
    JVM,
    SUPERVISOR,
    INTERPRETER
  }

  private static final double MICROS_PER_TICK = 1e4; // USER_HZ is 100 on every Linux.
  private static final int LOOKS_BETWEEN_SEARCHES = 5;

  private final long jvm;
  private final Map<Long, Part> parts = new HashMap<>();
  private final Map<Long, Double> micros = new HashMap<>();
  private long peakKib;
  private int looks;

  private record Stat(String name, long parent, double micros) {}

  ProcessTimes(long jvm) {
    this.jvm = jvm;
    parts.put(jvm, Part.JVM);
  }

  /** Notes what each has used; looks for new ones now and then. */
  void look() {
    if (looks++ % LOOKS_BETWEEN_SEARCHES == 0) {
      search();
    }
    for (long pid : parts.keySet()) {
      stat(pid).ifPresent(stat -> micros.put(pid, stat.micros));
    }
    peakKib = Math.max(peakKib, peak());
  }

  /** Returns the processor time of one part in microseconds. */
  double micros(Part part) {
    return parts.entrySet().stream()
        .filter(entry -> entry.getValue() == part)
        .mapToDouble(entry -> micros.getOrDefault(entry.getKey(), 0.0))
        .sum();
  }

  /** Returns how many processes a part had in all. */
  long count(Part part) {
    return parts.values().stream().filter(part::equals).count();
  }

  /** Returns the largest resident set of the JVM. */
  double peakMib() {
    return peakKib / 1024.0;
  }

  private void search() {
    Map<Long, Stat> all = new HashMap<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path folder : folders) {
        long pid = Long.parseLong(folder.getFileName().toString());
        stat(pid).ifPresent(stat -> all.put(pid, stat));
      }
    } catch (IOException e) {
      return; // The next look finds them.
    }
    // Parents first: the outer halves must be known before their children are looked at.
    all.forEach((pid, stat) -> addIf(stat.parent == jvm && isOurs(stat), pid, Part.SUPERVISOR));
    all.forEach(
        (pid, stat) -> {
          Stat parent = all.get(stat.parent);
          boolean inSlot = parent != null && parent.parent == jvm && isOurs(parent);
          addIf(inSlot, pid, isOurs(stat) ? Part.SUPERVISOR : Part.INTERPRETER);
        });
  }

  /** The kernel keeps 15 bytes of a name; the file carries its hash behind it. */
  private static boolean isOurs(Stat stat) {
    return stat.name.startsWith("sce-supervisor");
  }

  /** A process between fork and exec has its parent's name: the later look is right. */
  private void addIf(boolean condition, long pid, Part part) {
    if (condition) {
      parts.put(pid, part);
    }
  }

  private static Optional<Stat> stat(long pid) {
    try {
      String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      int end = line.lastIndexOf(')');
      String[] fields = line.substring(end + 2).split(" ");
      double ticks = Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
      String name = line.substring(line.indexOf('(') + 1, end);
      return Optional.of(new Stat(name, Long.parseLong(fields[1]), ticks * MICROS_PER_TICK));
    } catch (IOException e) {
      return Optional.empty(); // It has ended.
    }
  }

  private long peak() {
    try {
      return Files.readString(Path.of("/proc", Long.toString(jvm), "status"))
          .lines()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
