package dev.sce.report.compare;

import dev.sce.eval.metrics.Intervals;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Permutation test of paired differences: if neither side is better, each problem's difference may
 * as well have the other sign. The p-value is the share of all combinations of signs whose sum is
 * at least as far from 0 as the observed one.
 *
 * <p>Differences are multiples of one fraction, because they are made of counts. So the
 * distribution of the sum can be computed exactly, problem by problem, where the sums are few
 * enough to be kept in a table. Otherwise signs are drawn, and the p-value is the estimate (hits +
 * 1) / (draws + 1), which is never too small (Phipson and Smyth 2010, <i>Statistical Applications
 * in Genetics and Molecular Biology</i> 9).
 */
final class SignFlips {
  /** Sums that are kept in a table: 32 MB. */
  private static final long MOST_SUMS = 4_000_000;

  private static final long MOST_STEPS = 400_000_000;
  private static final int MOST_DRAWS = 100_000;
  private static final int LEAST_DRAWS = 2_000;
  private static final long SIGNS = 1_000_000_000;

  private SignFlips() {}

  static PairedTest test(Pairs pairs) {
    long @Nullable [] steps = steps(pairs);
    if (steps != null && isCountable(steps)) {
      return new PairedTest(exact(steps), PairedTest.Method.SIGN_FLIPS_EXACT);
    }
    double[] differences = differences(pairs);
    int draws = Math.clamp(SIGNS / Math.max(1, differences.length), LEAST_DRAWS, MOST_DRAWS);
    return new PairedTest(
        drawn(differences, draws, Intervals.SEED), PairedTest.Method.SIGN_FLIPS_DRAWN);
  }

  private static boolean isCountable(long[] steps) {
    long sum = sumOfSizes(steps);
    return sum <= MOST_SUMS && sum * steps.length <= MOST_STEPS;
  }

  private static long sumOfSizes(long[] steps) {
    return Arrays.stream(steps).map(Math::abs).sum();
  }

  /**
   * Returns the differences as multiples of their common fraction, without those that are 0; null
   * if that fraction is too small.
   */
  private static long @Nullable [] steps(Pairs pairs) {
    long unit = 1;
    for (int i = 0; i < pairs.size(); i++) {
      unit = multiple(multiple(unit, pairs.a(i).samples()), pairs.b(i).samples());
      if (unit > MOST_SUMS) {
        return null;
      }
    }
    long[] steps = new long[pairs.size()];
    long divisor = 0;
    for (int i = 0; i < steps.length; i++) {
      Pairs.Count a = pairs.a(i);
      Pairs.Count b = pairs.b(i);
      steps[i] = b.passed() * (unit / b.samples()) - a.passed() * (unit / a.samples());
      divisor = divisor(divisor, Math.abs(steps[i]));
    }
    long common = Math.max(1, divisor);
    return Arrays.stream(steps).filter(step -> step != 0).map(step -> step / common).toArray();
  }

  /** Returns the least common multiple. */
  private static long multiple(long x, long y) {
    return x / divisor(x, y) * y;
  }

  /** Returns the greatest common divisor. */
  private static long divisor(long x, long y) {
    return y == 0 ? x : divisor(y, x % y);
  }

  /** Returns the p-value over all combinations of signs. */
  static double exact(long[] steps) {
    int sum = Math.toIntExact(sumOfSizes(steps));
    long observed = Math.abs(Arrays.stream(steps).sum());
    // The probability of each sum of those steps whose sign is positive.
    double[] share = new double[sum + 1];
    share[0] = 1;
    int reached = 0;
    for (long step : steps) {
      int size = (int) Math.abs(step);
      reached += size;
      for (int at = reached; at >= size; at--) {
        share[at] = (share[at] + share[at - size]) / 2;
      }
      for (int at = 0; at < size; at++) {
        share[at] /= 2;
      }
    }
    double p = 0;
    for (int positive = 0; positive <= sum; positive++) {
      p += Math.abs(2L * positive - sum) >= observed ? share[positive] : 0;
    }
    return Math.min(1, p);
  }

  private static double[] differences(Pairs pairs) {
    double[] differences = Differences.between(pairs, 1);
    return Arrays.stream(differences).filter(difference -> difference != 0).toArray();
  }

  /** Returns the estimate of the p-value from signs that are drawn. */
  static double drawn(double[] differences, int draws, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    // Sums that are equal but for rounding count as equal.
    double slack = 1e-12 * Arrays.stream(differences).map(Math::abs).sum();
    double observed = Math.abs(Arrays.stream(differences).sum()) - slack;
    long hits = 0;
    for (int draw = 0; draw < draws; draw++) {
      hits += Math.abs(flipped(differences, random)) >= observed ? 1 : 0;
    }
    return (hits + 1.0) / (draws + 1.0);
  }

  private static double flipped(double[] differences, SplittableRandom random) {
    double sum = 0;
    long signs = 0;
    for (int i = 0; i < differences.length; i++) {
      signs = i % Long.SIZE == 0 ? random.nextLong() : signs >>> 1;
      sum += (signs & 1) == 0 ? differences[i] : -differences[i];
    }
    return sum;
  }
}
