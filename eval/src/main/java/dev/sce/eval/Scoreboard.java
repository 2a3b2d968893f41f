package dev.sce.eval;

import dev.sce.eval.metrics.ProblemCounts;
import dev.sce.eval.metrics.Report;
import dev.sce.eval.metrics.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts rows as they are finished. Used by one thread. */
final class Scoreboard {
  private static final List<Integer> USUAL_KS = List.of(1, 10, 100);

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

  /**
   * Returns what came of everything that was counted.
   *
   * @param resumed rows that an earlier run had finished
   * @param interrupted whether some samples are left
   */
  Scores scores(
      EvaluationRequest request,
      Extractions extractions,
      long resumed,
      boolean interrupted,
      Duration elapsed,
      String isolation) {
    Report report = report(request.ks().isEmpty() ? usualKs() : request.ks());
    Set<String> attempted =
        report.problems().stream().map(ProblemCounts::id).collect(Collectors.toSet());
    Set<String> wanted = request.wantedProblems();
    return new Scores(
        report,
        exclusions.all(),
        authors.all(),
        wanted.size(),
        wanted.stream().filter(id -> !attempted.contains(id)).toList(),
        request.partial(),
        meanReward(),
        tests,
        launchers,
        duplicates,
        extractions,
        resumed,
        interrupted,
        elapsed,
        isolation);
  }

  /** Returns those of the usual k for which every problem has enough samples. */
  private List<Integer> usualKs() {
    long fewest =
        report(List.of()).judgedProblems().stream()
            .mapToLong(ProblemCounts::samples)
            .min()
            .orElse(1);
    return USUAL_KS.stream().filter(k -> k == 1 || k <= fewest).toList();
  }

  private Report report(List<Integer> ks) {
    return tally.report(ks);
  }

  /** Returns the mean over samples; empty when none was rewarded. */
  private OptionalDouble meanReward() {
    return rewarded == 0 ? OptionalDouble.empty() : OptionalDouble.of(rewards / rewarded);
  }
}
