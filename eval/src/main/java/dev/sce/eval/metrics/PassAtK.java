package dev.sce.eval.metrics;

/**
 * Estimates from {@code n} samples of a problem, of which {@code c} are correct, what would become
 * of {@code k} samples drawn without replacement.
 *
 * <p>Both estimators are unbiased (Chen et al. 2021, "Evaluating Large Language Models Trained on
 * Code", section 2.1) and written as products of factors between 0 and 1, since the binomial
 * coefficients themselves overflow. They exist only for {@code k <= n}.
 */
public final class PassAtK {
  private PassAtK() {}

  /** Returns pass@k, the probability that at least one of k is correct: 1 − C(n−c,k) / C(n,k). */
  public static double atLeastOne(long n, long c, int k) {
    check(n, c, k);
    return 1 - allWithin(n, n - c, k);
  }

  /** Returns pass^k, the probability that all of k are correct: C(c,k) / C(n,k). */
  public static double all(long n, long c, int k) {
    check(n, c, k);
    return allWithin(n, c, k);
  }

  /** Returns the probability that all of k draws are among m marked ones of n. */
  private static double allWithin(long n, long m, int k) {
    if (m < k) {
      return 0;
    }
    double product = 1;
    if (k <= n - m) {
      for (long i = 0; i < k; i++) {
        product *= (double) (m - i) / (n - i);
      }
    } else {
      // The same number with a factor for each unmarked one, of which there are fewer.
      for (long j = m + 1; j <= n; j++) {
        product *= (double) (j - k) / j;
      }
    }
    return product;
  }

  private static void check(long n, long c, int k) {
    if (c < 0 || c > n) {
      throw new IllegalArgumentException(c + " correct samples of " + n + " cannot be");
    }
    if (k < 1 || k > n) {
      throw new IllegalArgumentException("k must be between 1 and " + n + ", but is " + k);
    }
  }
}
