package dev.sce.eval.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class PassAtKTest {
  @Test
  void valuesWorkedOutByHand() {
    assertThat(PassAtK.atLeastOne(6, 3, 1)).isEqualTo(0.5);
    // Of the 10 pairs of 5 samples, 3 have none of the 2 correct ones: 1 - 3/10.
    assertThat(PassAtK.atLeastOne(5, 2, 2)).isCloseTo(0.7, within(1e-15));
    assertThat(PassAtK.all(5, 2, 2)).isCloseTo(0.1, within(1e-15));
    assertThat(PassAtK.atLeastOne(4, 0, 3)).isZero();
    assertThat(PassAtK.atLeastOne(4, 2, 3)).isEqualTo(1);
    assertThat(PassAtK.all(4, 4, 4)).isEqualTo(1);
    assertThat(PassAtK.all(4, 3, 4)).isZero();
  }

  @Test
  void allSubsetsOfSmallSetsAgree() {
    for (int n = 1; n <= 10; n++) {
      for (int c = 0; c <= n; c++) {
        for (int k = 1; k <= n; k++) {
          double[] expected = enumerate(n, c, k);
          String what = "n=" + n + " c=" + c + " k=" + k;
          assertThat(PassAtK.atLeastOne(n, c, k)).as(what).isCloseTo(expected[0], within(1e-12));
          assertThat(PassAtK.all(n, c, k)).as(what).isCloseTo(expected[1], within(1e-12));
        }
      }
    }
  }

  /** Counts the subsets of k with at least one, and with nothing but, of the first c elements. */
  private static double[] enumerate(int n, int c, int k) {
    int any = 0;
    int all = 0;
    int subsets = 0;
    for (int set = 0; set < 1 << n; set++) {
      if (Integer.bitCount(set) == k) {
        int correct = Integer.bitCount(set & ((1 << c) - 1));
        subsets++;
        any += correct > 0 ? 1 : 0;
        all += correct == k ? 1 : 0;
      }
    }
    return new double[] {(double) any / subsets, (double) all / subsets};
  }

  @Test
  void largeNumbersNeitherOverflowNorLosePrecision() {
    assertThat(PassAtK.atLeastOne(10_000, 3, 100)).isCloseTo(exact(10_000, 3, 100), within(1e-12));
    assertThat(PassAtK.atLeastOne(1000, 500, 100)).isCloseTo(1, within(1e-12));
    assertThat(PassAtK.atLeastOne(1_000_000_000L, 1, 1)).isCloseTo(1e-9, within(1e-16));
    assertThat(PassAtK.all(2000, 1999, 1000)).isCloseTo(0.5, within(1e-12));
  }

  private static double exact(int n, int c, int k) {
    BigInteger none = choose(n - c, k).multiply(BigInteger.TEN.pow(20)).divide(choose(n, k));
    return 1 - none.doubleValue() / 1e20;
  }

  private static BigInteger choose(int n, int k) {
    BigInteger result = BigInteger.ONE;
    for (int i = 0; i < k; i++) {
      result = result.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
    }
    return result;
  }

  @Test
  void whatDoesNotExistIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PassAtK.atLeastOne(5, 1, 6))
        .withMessage("k must be between 1 and 5, but is 6");
    assertThatIllegalArgumentException().isThrownBy(() -> PassAtK.all(5, 6, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> PassAtK.atLeastOne(0, 0, 1));
  }
}
