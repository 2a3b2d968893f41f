package dev.sce.eval;

import dev.sce.eval.metrics.Report;
import dev.sce.eval.metrics.Tally;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Counts rows as they are finished. Used by one thread. */
final class Scoreboard {
  private final Tally tally = new Tally();
  private final Map<String, Long> tests = new TreeMap<>();
  private final Map<String, Long> launchers = new TreeMap<>();
  private final Exclusions.Counter exclusions = new Exclusions.Counter();
  private final AuthorsVerdicts.Counter authors = new AuthorsVerdicts.Counter();
  private long duplicates;
  private long rewarded;
  private double rewards;

  void add(JudgedSample row) {
    SampleResult result = row.result();
    if (result.known()) {
      tally.add(row.observation());
    } else {
      tally.addUnreadable(result.grade().verdict().name());
    }
    exclusions.add(result);
    authors.add(result);
    row.tests().forEach((verdict, count) -> tests.merge(verdict, (long) count, Long::sum));
    result.launchers().forEach((name, count) -> launchers.merge(name, (long) count, Long::sum));
    duplicates += row.isDuplicate() ? 1 : 0;
    Double reward = result.grade().reward();
    if (reward != null) {
      rewarded++;
      rewards += reward;
    }
  }

  /** Returns pass@1 so far; empty before the first judged sample. */
  OptionalDouble passAt1() {
    return tally.passAt1();
  }

  Report report(List<Integer> ks) {
    return tally.report(ks);
  }

  Exclusions exclusions() {
    return exclusions.all();
  }

  AuthorsVerdicts authors() {
    return authors.all();
  }

  /** Returns the mean over samples; empty when none was rewarded. */
  OptionalDouble meanReward() {
    return rewarded == 0 ? OptionalDouble.empty() : OptionalDouble.of(rewards / rewarded);
  }

  Map<String, Long> tests() {
    return Map.copyOf(tests);
  }

  Map<String, Long> launchers() {
    return Map.copyOf(launchers);
  }

  long duplicates() {
    return duplicates;
  }
}
