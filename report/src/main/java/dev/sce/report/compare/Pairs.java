package dev.sce.report.compare;

import dev.sce.eval.metrics.PassAtK;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The counts of problems that both sides have, by id, since resamples would otherwise depend on the
 * order in which samples finished. Immutable.
 */
final class Pairs {
  /** How many of a problem's samples passed. */
  record Count(long samples, long passed) {}

  private final List<Count> a;
  private final List<Count> b;

  private Pairs(List<Count> a, List<Count> b) {
    this.a = a;
    this.b = b;
  }

  /** Makes pairs of counts in the same order. */
  static Pairs of(List<Count> a, List<Count> b) {
    if (a.size() != b.size() || a.isEmpty()) {
      throw new IllegalArgumentException(a.size() + " and " + b.size() + " problems are no pairs");
    }
    return new Pairs(List.copyOf(a), List.copyOf(b));
  }

  /**
   * Takes the counts of problems that both sides have.
   *
   * @param excludedFail whether samples without a judgement count as failed
   */
  static Pairs of(
      EvaluationCounts a, EvaluationCounts b, Collection<String> ids, boolean excludedFail) {
    List<String> sorted = ids.stream().sorted().toList();
    return of(counts(a, sorted, excludedFail), counts(b, sorted, excludedFail));
  }

  private static List<Count> counts(EvaluationCounts side, List<String> ids, boolean excludedFail) {
    return ids.stream().map(id -> count(side.problem(id), excludedFail)).toList();
  }

  private static Count count(ProblemTally tally, boolean excludedFail) {
    return new Count(tally.judged() + (excludedFail ? tally.excluded() : 0), tally.passed());
  }

  int size() {
    return a.size();
  }

  Count a(int problem) {
    return a.get(problem);
  }

  Count b(int problem) {
    return b.get(problem);
  }

  /** Whether each problem has one sample on both sides. */
  boolean areSingle() {
    return IntStream.range(0, size())
        .allMatch(i -> a.get(i).samples() == 1 && b.get(i).samples() == 1);
  }

  /** Returns the fewest samples of any problem on either side. */
  long fewestSamples() {
    return IntStream.range(0, size())
        .mapToLong(i -> Math.min(a.get(i).samples(), b.get(i).samples()))
        .min()
        .orElseThrow();
  }

  /** Returns the table of problems with one sample on both sides. */
  PairedTable table() {
    long[] cells = new long[4];
    for (int i = 0; i < size(); i++) {
      cells[(a.get(i).passed() > 0 ? 0 : 2) + (b.get(i).passed() > 0 ? 0 : 1)]++;
    }
    return new PairedTable(cells[0], cells[1], cells[2], cells[3]);
  }

  /** Returns pass@k of each problem of A. */
  double[] passAtKOfA(int k) {
    return passAtK(a, k);
  }

  /** Returns pass@k of each problem of B. */
  double[] passAtKOfB(int k) {
    return passAtK(b, k);
  }

  private static double[] passAtK(List<Count> counts, int k) {
    return counts.stream()
        .mapToDouble(count -> PassAtK.atLeastOne(count.samples(), count.passed(), k))
        .toArray();
  }
}
