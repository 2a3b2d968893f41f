package dev.sce.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives duplicates the grade of the sample that they equal, which may come after them when results
 * come as they are finished. Used by one thread.
 */
final class Duplicates {
  private final Map<Long, JudgedSample> judged = new HashMap<>();
  private final Map<Long, List<SampleResult>> waiting = new HashMap<>();

  /** Remembers a row that others may equal, and returns those that waited for it. */
  List<JudgedSample> judged(JudgedSample row) {
    JudgedSample head = row.head();
    judged.put(row.result().index(), head);
    List<SampleResult> waited = waiting.remove(row.result().index());
    return waited == null ? List.of() : waited.stream().map(head::forDuplicate).toList();
  }

  /** Returns the row of a duplicate; none when it has to wait. */
  List<JudgedSample> duplicate(SampleResult duplicate, long original) {
    JudgedSample row = judged.get(original);
    if (row != null) {
      return List.of(row.forDuplicate(duplicate));
    }
    waiting.computeIfAbsent(original, index -> new ArrayList<>()).add(duplicate);
    return List.of();
  }
}
