package dev.sce.sandbox;

import java.util.ArrayList;
import java.util.List;

/** Says in which lines two texts differ, for messages of tests. */
final class LineDifference {
  private static final int MOST = 40;

  private LineDifference() {}

  /** Returns the lines between the common beginning and the common end of both. */
  static String of(String expected, String actual) {
    List<String> old = List.of(expected.split("(?<=\n)"));
    List<String> now = List.of(actual.split("(?<=\n)"));
    int first = 0;
    while (first < Math.min(old.size(), now.size()) && old.get(first).equals(now.get(first))) {
      first++;
    }
    int last = 0;
    while (last < Math.min(old.size(), now.size()) - first
        && old.get(old.size() - 1 - last).equals(now.get(now.size() - 1 - last))) {
      last++;
    }
    List<String> lines = new ArrayList<>();
    add(lines, "- ", old.subList(first, old.size() - last));
    add(lines, "+ ", now.subList(first, now.size() - last));
    return "from line " + (first + 1) + ":\n" + String.join("\n", lines);
  }

  private static void add(List<String> lines, String sign, List<String> part) {
    part.stream().limit(MOST).map(line -> sign + line.stripTrailing()).forEach(lines::add);
    if (part.size() > MOST) {
      lines.add(sign + "… " + (part.size() - MOST) + " more lines");
    }
  }
}
