package dev.sce.eval.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

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
    Estimates scored = Estimates.of(all.stream());
    Estimates strict = Estimates.of(all.stream().map(ProblemCounts::withExcludedAsFailed));
    return new Report(
        samples,
        judged,
        samples - judged,
        ks.stream().map(scored::passAtK).toList(),
        ks.stream().map(strict::passAtK).toList(),
        ks.stream().map(scored::passHatK).toList(),
        scored.meanScore(),
        verdicts,
        seconds.figures(),
        bytes.figures(),
        all);
  }
}
