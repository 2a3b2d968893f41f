package dev.sce.report.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests and intervals give the values of the literature, and those of simpler ways to compute. */
class StatisticsTest {
  /** Four digits are printed. */
  private static final Offset<Double> PRINTED = within(0.0001);

  /** Table III of Newcombe 1998: cells e, f, g, h and the limits of (f − g) / n. */
  @ParameterizedTest
  @CsvSource({
    "36, 12, 2, 0, 0.0569, 0.3404",
    "20, 12, 2, 16, 0.0562, 0.3292",
    "18, 12, 2, 18, 0.0562, 0.3290",
    "36, 14, 0, 0, 0.1528, 0.4167",
    "35, 14, 0, 1, 0.1461, 0.4175",
    "18, 14, 0, 18, 0.1441, 0.3963",
    "2, 97, 1, 0, 0.8721, 0.9854",
    "1, 97, 1, 1, 0.8736, 0.9850",
    "0, 29, 1, 0, 0.6666, 0.9882",
    "2, 98, 0, 0, 0.9178, 0.9945",
    "1, 98, 0, 1, 0.9171, 0.9916",
    "0, 30, 0, 0, 0.8395, 1",
    "54, 0, 0, 0, -0.0664, 0.0664",
    "53, 0, 0, 1, -0.0729, 0.0729",
    "30, 0, 0, 24, -0.0358, 0.0358",
  })
  void intervalsOfPairedProportionsAreThoseOfNewcombe(
      int e, int f, int g, int h, double low, double high) {
    // There the first less the second; here B less A.
    PairedInterval interval = Newcombe.paired(new PairedTable(e, g, f, h));

    assertThat(interval.low()).isCloseTo(low, PRINTED);
    assertThat(interval.high()).isCloseTo(high, PRINTED);
  }

  /** Examples of Fagerland, Lydersen and Laake 2013, with their exact conditional p-values. */
  @ParameterizedTest
  @CsvSource({"1, 7, 0.0703", "6, 16, 0.0525"})
  void pValuesOfMcNemarAreThoseOfTheLiterature(int onlyA, int onlyB, double p) {
    assertThat(McNemar.pValue(onlyA, onlyB)).isCloseTo(p, PRINTED);
    assertThat(McNemar.pValue(onlyB, onlyA)).isCloseTo(p, PRINTED);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 1", "3, 3", "5, 0", "40, 60", "900, 1100", "7, 1500"})
  void mcNemarIsExactForAnyNumbers(int onlyA, int onlyB) {
    int n = onlyA + onlyB;
    BigInteger sum = BigInteger.ZERO;
    BigInteger ways = BigInteger.ONE;
    for (int k = 0; k <= Math.min(onlyA, onlyB); k++) {
      sum = sum.add(ways);
      ways = ways.multiply(BigInteger.valueOf(n - k)).divide(BigInteger.valueOf(k + 1));
    }
    double expected =
        new BigDecimal(sum.shiftLeft(1))
            .divide(new BigDecimal(BigInteger.ONE.shiftLeft(n)), MathContext.DECIMAL64)
            .doubleValue();

    double p = McNemar.pValue(onlyA, onlyB);

    assertThat(p).isCloseTo(Math.min(1, expected), within(1e-10 * Math.min(1, expected)));
  }

  @Test
  void signFlipsCountAllCombinationsOfSigns() {
    assertThat(SignFlips.exact(new long[] {3, 1, 1})).isEqualTo(2 / 8.0);
    assertThat(SignFlips.exact(new long[] {3, -1, 1})).isEqualTo(6 / 8.0);
    assertThat(SignFlips.exact(new long[] {2, -2})).isEqualTo(1);
    assertThat(SignFlips.exact(new long[0])).isEqualTo(1);
  }

  @Test
  void signFlipsOfSingleSamplesAreMcNemarsTest() {
    long[] steps = new long[300];
    Arrays.fill(steps, 0, 170, 1);
    Arrays.fill(steps, 170, 300, -1);

    assertThat(SignFlips.exact(steps)).isCloseTo(McNemar.pValue(130, 170), within(1e-12));
  }

  @Test
  void drawnSignFlipsAreCloseToAllOfThemAndNeverZero() {
    SplittableRandom random = new SplittableRandom(7);
    long[] steps = IntStream.range(0, 200).mapToLong(_ -> random.nextInt(-9, 11)).toArray();
    double[] differences = Arrays.stream(steps).mapToDouble(step -> step / 10.0).toArray();
    double exact = SignFlips.exact(steps);

    double drawn = SignFlips.drawn(differences, 100_000, 1);

    assertThat(exact).isBetween(0.001, 0.999);
    double standardError = Math.sqrt(exact * (1 - exact) / 100_000);
    assertThat(drawn).isCloseTo(exact, within(5 * standardError + 1e-5));
    double[] ones = new double[64];
    Arrays.fill(ones, 1);
    assertThat(SignFlips.drawn(ones, 999, 1)).isEqualTo(1 / 1000.0);
  }

  @Test
  void signsAreDrawnWhereRatesHaveNoCommonFraction() {
    List<Pairs.Count> a =
        IntStream.rangeClosed(1, 60).mapToObj(i -> new Pairs.Count(i, i / 2)).toList();
    List<Pairs.Count> b =
        IntStream.rangeClosed(1, 60).mapToObj(i -> new Pairs.Count(61 - i, 30 - i / 2)).toList();

    PairedTest test = Differences.test(Pairs.of(a, b));

    assertThat(test.method()).isEqualTo(PairedTest.Method.SIGN_FLIPS_DRAWN);
    assertThat(test.pValue()).isBetween(0.05, 1.0);
    assertThat(Differences.test(Pairs.of(a, a)).pValue()).isEqualTo(1);
  }

  @Test
  void bootstrapOfManyEqualsTheNormalInterval() {
    double[] differences =
        IntStream.range(0, 2000).mapToDouble(i -> i % 4 == 0 ? 1 : i % 4 == 1 ? -0.5 : 0).toArray();

    PairedInterval interval = PairedBootstrap.interval(differences);

    // The mean is 0.125 and the variance 0.3125 − 0.125².
    double half = 1.96 * Math.sqrt(0.296875 / 2000);
    assertThat(interval.low()).isCloseTo(0.125 - half, within(0.002));
    assertThat(interval.high()).isCloseTo(0.125 + half, within(0.002));
    assertThat(PairedBootstrap.interval(differences)).isEqualTo(interval);
  }

  @Test
  void fewProblemsHaveAWideInterval() {
    List<Pairs.Count> a = List.of(new Pairs.Count(4, 1), new Pairs.Count(4, 2));
    List<Pairs.Count> b = List.of(new Pairs.Count(4, 3), new Pairs.Count(4, 4));

    Difference difference = Differences.passAtK(Pairs.of(a, b), 1);

    assertThat(difference.value()).isEqualTo(0.5);
    PairedInterval interval = Objects.requireNonNull(difference.interval());
    assertThat(interval.method()).isEqualTo(PairedInterval.Method.WILSON_SQUARE_AND_ADD);
    assertThat(interval.excludesZero()).isFalse();
  }

  @Test
  void intervalOfFewProblemsIsThatOfProportionsWhereSharesAreAllOrNothing() {
    double[] a = {1, 1, 1, 0, 0, 0, 0, 0};
    double[] b = {0, 0, 0, 1, 1, 1, 1, 0};

    PairedInterval interval = Newcombe.ofMeans(a, b);
    PairedInterval paired = Newcombe.paired(new PairedTable(0, 3, 4, 1));

    assertThat(interval.low()).isCloseTo(paired.low(), within(1e-12));
    assertThat(interval.high()).isCloseTo(paired.high(), within(1e-12));
    // Sides that succeed at the same problems have no narrower interval than unrelated ones.
    PairedInterval same = Newcombe.ofMeans(a, a);
    PairedInterval without = Newcombe.ofMeans(a, new double[] {1, 0, 1, 0, 0, 1, 0, 0});
    assertThat(same.high()).isLessThanOrEqualTo(without.high());
    assertThat(same.low()).isCloseTo(-same.high(), within(1e-12)).isLessThan(-0.3);
  }

  @Test
  void precisionIsThePairedStandardError() {
    List<Pairs.Count> a = List.of(new Pairs.Count(1, 0), new Pairs.Count(1, 1));
    List<Pairs.Count> b = List.of(new Pairs.Count(1, 1), new Pairs.Count(1, 1));

    Precision precision = Objects.requireNonNull(Differences.precision(Pairs.of(a, b)));

    // Differences 1 and 0: their standard deviation is √½, and that of their mean ½.
    assertThat(precision.standardError()).isCloseTo(0.5, within(1e-15));
    assertThat(precision.detectable()).isCloseTo(2.801585218 / 2, within(1e-9));
    assertThat(Differences.precision(Pairs.of(a, a))).isNull();
  }

  @Test
  void holmCorrectsForTheNumberOfTests() {
    double[] corrected = Holm.corrected(List.of(0.01, 0.04, 0.03, 0.005));

    assertThat(corrected).containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
    assertThat(Holm.corrected(List.of(0.6, 0.9))).containsExactly(1, 1);
  }

  @Test
  void aDifferenceIsShownOnlyIfTestAndIntervalAgree() {
    PairedInterval.Method method = PairedInterval.Method.NEWCOMBE;
    PairedInterval above = new PairedInterval(0.01, 0.2, method);
    PairedInterval around = new PairedInterval(-0.01, 0.2, method);

    assertThat(Conclusion.of(0.04, 0.1, above)).isEqualTo(Conclusion.B_BETTER);
    assertThat(Conclusion.of(0.04, -0.1, new PairedInterval(-0.2, -0.01, method)))
        .isEqualTo(Conclusion.A_BETTER);
    assertThat(Conclusion.of(0.05, 0.1, above)).isEqualTo(Conclusion.NOT_SHOWN);
    assertThat(Conclusion.of(0.04, 0.1, around)).isEqualTo(Conclusion.NOT_SHOWN);
    assertThat(Conclusion.of(0.04, 0.1, null)).isEqualTo(Conclusion.NOT_SHOWN);
  }
}
