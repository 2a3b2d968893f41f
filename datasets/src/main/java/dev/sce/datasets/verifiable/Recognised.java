package dev.sce.datasets.verifiable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what the rows of a file turned out to be. Used by one thread. */
final class Recognised {
  private static final int MOST_EXAMPLES = 5;

  private final Map<String, Integer> usable = new TreeMap<>();
  private final Map<String, Integer> unusable = new TreeMap<>();
  private final List<String> examples = new ArrayList<>();
  private int repeated;
  private int renamed;

  void addUsable(RowTests tests) {
    usable.merge(tests.kind().label() + " (" + tests.encoding().label() + ")", 1, Integer::sum);
  }

  void addUnusable(String place, Unusable why) {
    unusable.merge(why.kind(), 1, Integer::sum);
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(place + ": " + why.reason());
    }
  }

  /** Counts a row whose problem is that of an earlier one. */
  void addRepeated() {
    repeated++;
  }

  /** Counts a row whose id belongs to another problem. */
  void addRenamed() {
    renamed++;
  }

  int problems() {
    return total(usable);
  }

  List<String> examples() {
    return List.copyOf(examples);
  }

  /** Returns what there is, a line each. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    StringBuilder first = new StringBuilder(counted(problems(), "problem"));
    if (!usable.isEmpty()) {
      first.append(": " + counts(usable));
    }
    if (!unusable.isEmpty()) {
      first.append("; " + counted(total(unusable), "row") + " unusable: " + counts(unusable));
    }
    lines.add(first.toString());
    if (repeated > 0) {
      lines.add(counted(repeated, "row") + " with the problem of an earlier row");
    }
    if (renamed > 0) {
      lines.add(
          counted(renamed, "problem")
              + " with the id of another one, named by it and their place in the file");
    }
    lines.addAll(examples);
    if (total(unusable) > examples.size()) {
      lines.add("and " + counted(total(unusable) - examples.size(), "more row") + " unusable");
    }
    return lines;
  }

  private static int total(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static String counts(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(entry -> number(entry.getValue()) + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String counted(int value, String what) {
    return number(value) + " " + what + (value == 1 ? "" : "s");
  }

  private static String number(int value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
