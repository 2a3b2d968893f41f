package dev.sce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory this process and its programs have, be it the machine's or a container's. */
final class MachineMemory {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final Pattern TOTAL = Pattern.compile("MemTotal:\\s+(\\d+) kB");

  private MachineMemory() {}

  /** Returns the number of bytes; none where there is no way to tell. */
  static long bytes() {
    return Holder.BYTES;
  }

  /** Read once, and only if somebody asks. */
  private static final class Holder {
    static final long BYTES = Math.min(machine(), smallestLimit());
  }

  private static long machine() {
    Matcher total = TOTAL.matcher(text(Path.of("/proc/meminfo")));
    return total.find() ? Long.parseLong(total.group(1)) * 1024 : 0;
  }

  /** Limits of this process's cgroup and those above it. */
  private static long smallestLimit() {
    long smallest = Long.MAX_VALUE;
    for (String line : text(Path.of("/proc/self/cgroup")).lines().toList()) {
      List<String> parts = List.of(line.split(":", 3));
      boolean unified = line.startsWith("0::");
      if (parts.size() == 3 && (unified || parts.get(1).equals("memory"))) {
        Path root = unified ? ROOT : ROOT.resolve("memory");
        Path group = root.resolve(parts.get(2).substring(1)).normalize();
        String file = unified ? "memory.max" : "memory.limit_in_bytes";
        for (Path at = group; at != null && at.startsWith(root); at = at.getParent()) {
          smallest = Math.min(smallest, limit(at.resolve(file)));
        }
      }
    }
    return smallest;
  }

  private static long limit(Path file) {
    String text = text(file).strip();
    try {
      return text.isEmpty() || text.equals("max") ? Long.MAX_VALUE : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
