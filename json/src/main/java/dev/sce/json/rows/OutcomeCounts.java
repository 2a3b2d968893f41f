package dev.sce.json.rows;

import dev.sce.Outcome;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts rows by outcome. Not thread-safe. */
public final class OutcomeCounts {
  private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);

  /** Creates counts that are all zero. */
  public OutcomeCounts() {}

  /** Counts one row. */
  public void add(Outcome outcome) {
    counts.merge(outcome, 1L, Long::sum);
  }

  /** Adds the counts of other rows. */
  public void addAll(OutcomeCounts others) {
    others.counts.forEach((outcome, count) -> counts.merge(outcome, count, Long::sum));
  }

  /** Returns the number of rows with an outcome. */
  public long of(Outcome outcome) {
    return counts.getOrDefault(outcome, 0L);
  }

  /** Returns the number of rows. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns {@code true} if there are rows without a verdict on their program. */
  public boolean hasInconclusive() {
    return counts.keySet().stream().anyMatch(Outcome::isInconclusive);
  }

  /** Returns the counts by name, omitting zeros. */
  public Map<String, Long> byName() {
    Map<String, Long> map = new LinkedHashMap<>();
    counts.forEach((outcome, count) -> map.put(outcome.name(), count));
    return map;
  }
}
