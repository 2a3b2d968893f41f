package dev.sce.internal.process;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads Linux's /proc. A process that is gone reads as absent. */
final class ProcFs {
  /** Clock ticks a second in /proc; the kernel's USER_HZ, 100 on every architecture of Java's. */
  private static final long NANOS_PER_TICK = 10_000_000;

  private static final int MOST_BYTES = 256 * 1024;

  private ProcFs() {}

  /**
   * One line of /proc/PID/stat (see proc_pid_stat(5)).
   *
   * @param state a letter; Z and X are dead
   * @param parent pid of the parent
   * @param session session id
   * @param cpuNanos user and system time, with that of children that were waited for
   * @param startTicks when it was started, in clock ticks since the machine was
   */
  record Stat(char state, long parent, long session, long cpuNanos, long startTicks) {
    boolean alive() {
      return state != 'Z' && state != 'X';
    }
  }

  /**
   * A process, whatever becomes of its number: ids are used again, soon on a busy machine.
   *
   * @param pid its id
   * @param startTicks when it was started
   */
  record Identity(long pid, long startTicks) {
    /** Returns its state, unless it is gone and the number is free or another's. */
    Optional<Stat> stat() {
      return ProcFs.stat(pid).filter(stat -> stat.startTicks() == startTicks);
    }
  }

  /** Returns the identity of the process that has this id now. */
  static Optional<Identity> identity(long pid) {
    return stat(pid).map(stat -> new Identity(pid, stat.startTicks()));
  }

  static Optional<Stat> stat(long pid) {
    return read("/proc/" + pid + "/stat").flatMap(ProcFs::parseStat);
  }

  private static Optional<Stat> parseStat(byte[] bytes) {
    String line = new String(bytes, StandardCharsets.ISO_8859_1);
    // The name in parentheses may itself hold spaces and parentheses; the last one ends it.
    int nameEnd = line.lastIndexOf(") ");
    String[] fields = nameEnd < 0 ? new String[0] : line.substring(nameEnd + 2).split(" ");
    if (fields.length < 20) {
      return Optional.empty();
    }
    long ticks = 0;
    for (int i = 11; i <= 14; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return Optional.of(
        new Stat(
            fields[0].charAt(0),
            Long.parseLong(fields[1]),
            Long.parseLong(fields[3]),
            ticks * NANOS_PER_TICK,
            Long.parseLong(fields[19])));
  }

  /**
   * Memory as /proc/PID/status shows it.
   *
   * @param residentBytes resident memory now
   * @param peakBytes the largest resident memory so far
   */
  record Memory(long residentBytes, long peakBytes) {
    /** A process that is gone, or that has no memory of its own left. */
    static final Memory NONE = new Memory(0, 0);
  }

  static Memory memory(long pid) {
    byte[] status = read("/proc/" + pid + "/status").orElse(new byte[0]);
    long resident = 0;
    long peak = 0;
    for (String line : new String(status, StandardCharsets.ISO_8859_1).split("\n")) {
      if (line.startsWith("VmRSS:")) {
        resident = kibibytes(line);
      } else if (line.startsWith("VmHWM:")) {
        peak = kibibytes(line);
      }
    }
    return new Memory(resident, peak);
  }

  /** Returns resident memory with shared pages divided by the number of their users. */
  static long proportionalBytes(long pid) {
    byte[] rollup = read("/proc/" + pid + "/smaps_rollup").orElse(new byte[0]);
    return new String(rollup, StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> line.startsWith("Pss:"))
        .mapToLong(ProcFs::kibibytes)
        .findFirst()
        .orElse(0);
  }

  private static long kibibytes(String line) {
    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
  }

  static Optional<byte[]> environment(long pid) {
    return read("/proc/" + pid + "/environ");
  }

  /** Returns the pids of direct children, where the kernel lists them. */
  static List<Long> children(long pid) {
    List<Long> children = new ArrayList<>();
    String[] threads = new File("/proc/" + pid + "/task").list();
    for (String thread : threads == null ? new String[0] : threads) {
      byte[] list = read("/proc/" + pid + "/task/" + thread + "/children").orElse(new byte[0]);
      for (String child : new String(list, StandardCharsets.ISO_8859_1).trim().split(" ")) {
        if (!child.isEmpty()) {
          children.add(Long.parseLong(child));
        }
      }
    }
    return children;
  }

  /** Returns all pids. */
  static List<Long> pids() {
    String[] names = new File("/proc").list();
    List<Long> pids = new ArrayList<>(names == null ? 0 : names.length);
    for (String name : names == null ? new String[0] : names) {
      if (Character.isDigit(name.charAt(0))) {
        pids.add(Long.parseLong(name));
      }
    }
    return pids;
  }

  private static Optional<byte[]> read(String path) {
    try (FileInputStream in = new FileInputStream(path)) {
      return Optional.of(in.readNBytes(MOST_BYTES));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
