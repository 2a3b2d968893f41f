package dev.sce.spark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Limits of programs by the names that they have in rows. */
final class Limits {
  /** All names. */
  static final Set<String> NAMES =
      Set.of(
          "timeout", "cpu_time", "memory", "output_limit", "max_processes", "file_size", "stack");

  private Limits() {}

  /**
   * Returns limits with one more.
   *
   * @throws IllegalArgumentException if there is no such limit
   */
  static Map<String, String> with(Map<String, String> limits, String name, String value) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "there is no limit '" + name + "'; choose one of " + new TreeSet<>(NAMES));
    }
    TreeMap<String, String> more = new TreeMap<>(limits);
    more.put(name, value);
    return Map.copyOf(more);
  }

  /** Puts a limit into a row: a count as a number, times and sizes as texts. */
  static void put(ObjectNode row, String name, String value) {
    if (name.equals("max_processes") && value.matches("\\d{1,9}")) {
      row.put(name, Integer.parseInt(value));
    } else {
      row.put(name, value);
    }
  }

  /** Returns a number that must be above 0. */
  static int positive(String name, int count) {
    if (count < 1) {
      throw new IllegalArgumentException(name + " must be above 0, but is " + count);
    }
    return count;
  }
}
