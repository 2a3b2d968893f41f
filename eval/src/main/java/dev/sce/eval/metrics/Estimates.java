package dev.sce.eval.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Means over problems that have judged samples: all of them, or those of a group. Immutable. */
public final class Estimates {
  private final List<ProblemCounts> problems;

  private Estimates(List<ProblemCounts> problems) {
    this.problems = problems;
  }

  /** Makes an estimate of a problem's counts. */
  private interface Estimator {
    double of(long n, long c, int k);
  }

  /** Returns the estimates of those that have judged samples. */
  public static Estimates of(Stream<ProblemCounts> problems) {
    // By id, since sums and resamples would otherwise tell in which order samples finished.
    return new Estimates(
        problems
            .filter(problem -> problem.samples() > 0)
            .sorted(Comparator.comparing(ProblemCounts::id))
            .toList());
  }

  /** Returns the problems, by id. */
  public List<ProblemCounts> problems() {
    return problems;
  }

  /** Returns the estimate that at least one of k samples is correct. */
  public Estimate passAtK(int k) {
    return estimate(k, PassAtK::atLeastOne);
  }

  /** Returns the estimate that all of k samples are correct. */
  public Estimate passHatK(int k) {
    return estimate(k, PassAtK::all);
  }

  /** Returns the mean of the mean share of tests passed; empty without problems. */
  public Optional<Double> meanScore() {
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of(
            problems.stream().mapToDouble(ProblemCounts::meanScore).sum() / problems.size());
  }

  private Estimate estimate(int k, Estimator estimator) {
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
        : new Estimate(k, mean, interval(k, values), values.length, 0, mean);
  }

  private @Nullable Interval interval(int k, double[] values) {
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
