package dev.sce.datasets.checked;

import dev.sce.LimitOverrides;
import dev.sce.datasets.JsonRow;
import dev.sce.datasets.JsonRows;
import dev.sce.datasets.Problem;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.program.Judging;
import dev.sce.judge.program.ProgramTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts usable and unusable problems for the user. Used by one thread. */
final class Tally {
  private static final int MOST_EXAMPLES = 5;

  private final Map<String, Integer> unusable = new TreeMap<>();
  private final Map<String, Integer> notes = new TreeMap<>();
  private final List<String> examples = new ArrayList<>();
  private int usable;

  /** Reads how a problem is judged. */
  interface Reading {
    /** Returns it. */
    ProgramTask task() throws Unjudgeable;
  }

  /** Returns how a problem is judged, or one by which its samples have no judgement. */
  ProgramTask taskOf(JsonRow row, Reading reading) {
    try {
      ProgramTask task = reading.task();
      usable++;
      return task;
    } catch (Unjudgeable e) {
      unusable.merge(e.kind(), 1, Integer::sum);
      String why = row.place() + ": " + e.kind() + ": " + e.details();
      if (examples.size() < MOST_EXAMPLES) {
        examples.add(why);
      }
      return new ProgramTask(
          List.of(), LimitOverrides.NONE, new Judging.Impossible(why), null, false);
    }
  }

  /** Counts a usable problem about which users should know something. */
  void note(String sentence) {
    notes.merge(sentence, 1, Integer::sum);
  }

  /** Returns the problems of a file, which end it with a complaint where none can be judged. */
  Stream<Problem> whole(Path file, Stream<Problem> problems) {
    return JsonRows.thenCheck(problems, () -> refuseUseless(file));
  }

  private void refuseUseless(Path file) {
    if (usable == 0 && !examples.isEmpty()) {
      throw new InvalidDataException(
          file + ": no problem is usable: " + String.join("; ", lines()));
    }
  }

  /** Returns the summary, a line per fact; empty when all problems can be judged. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    int refused = unusable.values().stream().mapToInt(Integer::intValue).sum();
    if (refused > 0) {
      String reasons =
          unusable.entrySet().stream()
              .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
              .map(entry -> number(entry.getValue()) + " " + entry.getKey())
              .collect(Collectors.joining(", "));
      lines.add(number(usable) + " problems usable, " + number(refused) + " unusable: " + reasons);
      lines.addAll(examples);
      if (refused > examples.size()) {
        lines.add("and " + number(refused - examples.size()) + " more that are unusable");
      }
    }
    notes.forEach((sentence, count) -> lines.add(number(count) + " " + sentence));
    return lines;
  }

  private static String number(int value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
