package dev.sce.report.compare;

/**
 * McNemar's exact test (McNemar 1947, <i>Psychometrika</i> 12): if neither side is better, each
 * problem that passes on one side only does so on either with probability ½.
 */
final class McNemar {
  private McNemar() {}

  static PairedTest test(PairedTable table) {
    return new PairedTest(pValue(table.onlyA(), table.onlyB()), PairedTest.Method.MCNEMAR_EXACT);
  }

  /** Returns twice the binomial probability of at most the smaller number, and at most 1. */
  static double pValue(long onlyA, long onlyB) {
    long n = onlyA + onlyB;
    long few = Math.min(onlyA, onlyB);
    // The probability of exactly `few` by logarithms, since 2^-n underflows; then those below.
    double log = -n * Math.log(2);
    for (long i = 1; i <= few; i++) {
      log += Math.log((double) (n - few + i) / i);
    }
    double term = Math.exp(log);
    double sum = term;
    for (long k = few; k > 0 && term > sum * 1e-18; k--) {
      term *= (double) k / (n - k + 1);
      sum += term;
    }
    return Math.min(1, 2 * sum);
  }
}
