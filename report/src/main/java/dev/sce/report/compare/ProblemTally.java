package dev.sce.report.compare;

import dev.sce.judge.Verdict;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what became of the samples of one problem. Used by one thread until it is complete. */
final class ProblemTally {
  private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
  private long firstIndex = Long.MAX_VALUE;
  private Map<String, String> groups = Map.of();

  void add(RowHead row) {
    verdicts.merge(row.verdict(), 1L, Long::sum);
    firstIndex = Math.min(firstIndex, row.index());
    if (groups.isEmpty()) {
      groups = row.groups();
    }
  }

  /** Returns the position of its first sample, by which problems are listed. */
  long firstIndex() {
    return firstIndex;
  }

  Map<String, String> groups() {
    return groups;
  }

  long passed() {
    return verdicts.getOrDefault(Verdict.PASSED, 0L);
  }

  /** Returns how many samples were judged, as metrics count them. */
  long judged() {
    return count(true);
  }

  long excluded() {
    return count(false);
  }

  private long count(boolean judged) {
    long count = 0;
    for (Map.Entry<Verdict, Long> entry : verdicts.entrySet()) {
      count += entry.getKey().isJudgement() == judged ? entry.getValue() : 0;
    }
    return count;
  }

  ProblemOutcome outcome() {
    Map<String, Long> byName = new LinkedHashMap<>();
    verdicts.forEach((verdict, count) -> byName.put(verdict.name(), count));
    return new ProblemOutcome(judged(), passed(), excluded(), byName);
  }
}
