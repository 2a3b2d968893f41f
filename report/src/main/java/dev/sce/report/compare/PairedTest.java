package dev.sce.report.compare;

/**
 * A two-sided test of whether two evaluations have the same pass@1.
 *
 * @param pValue how often chance alone would give a difference at least as large
 * @param method how it was computed
 */
public record PairedTest(double pValue, Method method) {
  /** How a p-value is computed. */
  public enum Method {
    /** McNemar's test with the binomial distribution, for one sample of each problem. */
    MCNEMAR_EXACT,
    /** Over all ways in which the differences of problems may have the other sign. */
    SIGN_FLIPS_EXACT,
    /** The same over ways that are drawn with a fixed seed. */
    SIGN_FLIPS_DRAWN
  }
}
