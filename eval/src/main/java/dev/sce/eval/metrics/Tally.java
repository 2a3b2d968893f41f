package dev.sce.eval.metrics;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts what became of samples, in memory that grows with the problems and not with the samples.
 *
 * <p>Not thread-safe.
 */
public final class Tally {
  private final Map<String, Counter> problems = new LinkedHashMap<>();
  private final Map<String, Long> verdicts = new TreeMap<>();
  private final Distribution seconds = new Distribution();
  private final Distribution bytes = new Distribution();
  private long samples;
  private long judged;

  /** The shares of samples that passed, over problems; approximate, for it is added up. */
  private double shares;

  private long scored;

  /** The mutable counts of one problem. */
  private static final class Counter {
    long samples;
    long passed;
    long excluded;
    double scores;

    double share() {
      return samples == 0 ? 0 : (double) passed / samples;
    }

    ProblemCounts counts(String id) {
      return new ProblemCounts(id, samples, passed, excluded, samples == 0 ? 0 : scores / samples);
    }
  }

  /** Makes an estimate of a problem's counts. */
  private interface Estimator {
    double of(long n, long c, int k);
  }

  /** Counts a sample. */
  public void add(Observation sample) {
    samples += sample.weight();
    verdicts.merge(sample.verdict(), sample.weight(), Long::sum);
    Counter counter = problems.computeIfAbsent(sample.problem(), id -> new Counter());
    if (!sample.judged()) {
      counter.excluded += sample.weight();
      return;
    }
    judged += sample.weight();
    scored += counter.samples == 0 ? 1 : 0;
    double before = counter.share();
    counter.samples += sample.weight();
    counter.passed += sample.passed() ? sample.weight() : 0;
    counter.scores += sample.score() * sample.weight();
    shares += counter.share() - before;
    if (sample.seconds() != null) {
      seconds.add(sample.seconds());
    }
    if (sample.bytes() != null) {
      bytes.add(sample.bytes());
    }
  }

  /** Counts something that belongs to no problem: a row that cannot be read. */
  public void addUnreadable(String verdict) {
    samples++;
    verdicts.merge(verdict, 1L, Long::sum);
  }

  /**
   * Returns pass@1 over the problems with judged samples so far, at once; empty if there are none.
   */
  public OptionalDouble passAt1() {
    return scored == 0 ? OptionalDouble.empty() : OptionalDouble.of(shares / scored);
  }

  /** Returns the numbers of what was counted so far. */
  public Report report(List<Integer> ks) {
    List<ProblemCounts> all =
        problems.entrySet().stream().map(entry -> entry.getValue().counts(entry.getKey())).toList();
    List<ProblemCounts> scored = scored(all.stream());
    List<ProblemCounts> strict = scored(all.stream().map(ProblemCounts::withExcludedAsFailed));
    Optional<Double> score =
        scored.isEmpty()
            ? Optional.empty()
            : Optional.of(
                scored.stream().mapToDouble(ProblemCounts::meanScore).sum() / scored.size());
    return new Report(
        samples,
        judged,
        samples - judged,
        ks.stream().map(k -> estimate(k, scored, PassAtK::atLeastOne)).toList(),
        ks.stream().map(k -> estimate(k, strict, PassAtK::atLeastOne)).toList(),
        ks.stream().map(k -> estimate(k, scored, PassAtK::all)).toList(),
        score,
        verdicts,
        seconds.figures(),
        bytes.figures(),
        all);
  }

  /** By id, since sums and resamples would otherwise tell in which order samples finished. */
  private static List<ProblemCounts> scored(Stream<ProblemCounts> problems) {
    return problems
        .filter(problem -> problem.samples() > 0)
        .sorted(Comparator.comparing(ProblemCounts::id))
        .toList();
  }

  private static Estimate estimate(int k, List<ProblemCounts> problems, Estimator estimator) {
    double[] values =
        problems.stream()
            .filter(problem -> problem.samples() >= k)
            .mapToDouble(problem -> estimator.of(problem.samples(), problem.passed(), k))
            .toArray();
    int tooFew = problems.size() - values.length;
    if (values.length == 0) {
      return new Estimate(k, null, null, 0, tooFew, null);
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    return tooFew > 0
        ? new Estimate(k, null, null, values.length, tooFew, mean)
        : new Estimate(k, mean, interval(k, problems, values), values.length, 0, mean);
  }

  private static @Nullable Interval interval(int k, List<ProblemCounts> problems, double[] values) {
    if (values.length > 1) {
      return Intervals.ofMean(values);
    }
    ProblemCounts only = problems.getFirst();
    return k == 1
        ? Intervals.wilson(
            only.samples(), (double) only.passed(), Interval.Method.WILSON_OVER_SAMPLES)
        : null;
  }
}
