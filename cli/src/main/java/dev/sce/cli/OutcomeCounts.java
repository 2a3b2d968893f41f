package dev.sce.cli;

import dev.sce.Outcome;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts rows by outcome. Not thread-safe. */
final class OutcomeCounts {
  private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);

  void add(Outcome outcome) {
    counts.merge(outcome, 1L, Long::sum);
  }

  void addAll(OutcomeCounts others) {
    others.counts.forEach((outcome, count) -> counts.merge(outcome, count, Long::sum));
  }

  long of(Outcome outcome) {
    return counts.getOrDefault(outcome, 0L);
  }

  long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns true if there are rows without a verdict on their program. */
  boolean hasNoVerdicts() {
    return counts.keySet().stream().anyMatch(Outcome::isNoVerdict);
  }

  /** Returns the counts by name, omitting zeros. */
  Map<String, Long> byName() {
    Map<String, Long> map = new LinkedHashMap<>();
    counts.forEach((outcome, count) -> map.put(outcome.name(), count));
    return map;
  }
}
