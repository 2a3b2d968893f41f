package dev.sce.report.compare;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes differences of pairs, with their intervals, tests and precision. */
final class Differences {
  /** Fewer problems, drawn anew, would give intervals that are too narrow. */
  private static final int ENOUGH_FOR_BOOTSTRAP = 30;

  /** Standard normal quantiles of 97.5% and of 80%. */
  private static final double Z_LEVEL = 1.959963984540054;

  private static final double Z_POWER = 0.8416212335729143;

  private Differences() {}

  /** Returns the difference of pass@k; every problem must have k samples on both sides. */
  static Difference passAtK(Pairs pairs, int k) {
    double[] a = pairs.passAtKOfA(k);
    double[] b = pairs.passAtKOfB(k);
    double sumA = Arrays.stream(a).sum();
    double sumB = Arrays.stream(b).sum();
    int n = pairs.size();
    double[] differences = between(pairs, k);
    double value = Arrays.stream(differences).sum() / n;
    return new Difference(n, sumA / n, sumB / n, value, interval(pairs, differences, a, b));
  }

  private static @Nullable PairedInterval interval(
      Pairs pairs, double[] differences, double[] a, double[] b) {
    if (pairs.areSingle()) {
      return Newcombe.paired(pairs.table());
    }
    int n = differences.length;
    if (n == 1) {
      return null;
    }
    boolean equal = Arrays.stream(differences).allMatch(each -> each == differences[0]);
    return equal || n < ENOUGH_FOR_BOOTSTRAP
        ? Newcombe.ofMeans(a, b)
        : PairedBootstrap.interval(differences);
  }

  /** Returns pass@k of B less that of A, for each problem. */
  static double[] between(Pairs pairs, int k) {
    double[] differences = pairs.passAtKOfB(k);
    double[] a = pairs.passAtKOfA(k);
    for (int i = 0; i < differences.length; i++) {
      differences[i] -= a[i];
    }
    return differences;
  }

  /** Tests whether both sides have the same pass@1. */
  static PairedTest test(Pairs pairs) {
    return pairs.areSingle() ? McNemar.test(pairs.table()) : SignFlips.test(pairs);
  }

  /**
   * Returns the precision of the difference of pass@1: the paired standard error, and the least
   * detectable difference that follows from it (Miller 2024, "Adding Error Bars to Evals"). Absent
   * if no spread can be seen: of a single problem, and where all differences are equal.
   */
  static @Nullable Precision precision(Pairs pairs) {
    double[] differences = between(pairs, 1);
    int n = differences.length;
    double mean = Arrays.stream(differences).sum() / n;
    double squares = Arrays.stream(differences).map(each -> (each - mean) * (each - mean)).sum();
    if (n < 2 || Arrays.stream(differences).allMatch(each -> each == differences[0])) {
      return null;
    }
    double standardError = Math.sqrt(squares / (n - 1) / n);
    return new Precision(standardError, (Z_LEVEL + Z_POWER) * standardError);
  }
}
