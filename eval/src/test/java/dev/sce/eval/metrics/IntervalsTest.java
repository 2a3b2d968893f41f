package dev.sce.eval.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sce.eval.metrics.Interval.Method;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IntervalsTest {
  private static Interval wilson(long trials, long successes) {
    return Intervals.wilson(trials, (double) successes, Method.WILSON_OVER_PROBLEMS);
  }

  @Test
  void wilsonIntervalsWorkedOutByHand() {
    // With z² = 3.841459: the centre of 3 of 6 is 1/2, half the width z·√(1/24 + z²/144)/(1 +
    // z²/6).
    assertThat(wilson(6, 3).low()).isCloseTo(0.187616, within(1e-6));
    assertThat(wilson(6, 3).high()).isCloseTo(0.812384, within(1e-6));
    // Nothing failed: from n/(n + z²) to 1.
    assertThat(wilson(164, 164).low()).isCloseTo(164 / (164 + 3.8414588), within(1e-7));
    assertThat(wilson(164, 164).high()).isEqualTo(1);
    assertThat(wilson(10, 0).low()).isZero();
    assertThat(wilson(10, 0).high()).isCloseTo(3.8414588 / (10 + 3.8414588), within(1e-7));
  }

  @Test
  void wilsonHoldsItsLevelOnSmallProportions() {
    SplittableRandom random = new SplittableRandom(7);
    int covered = 0;
    for (int i = 0; i < 4000; i++) {
      int successes = 0;
      for (int j = 0; j < 40; j++) {
        successes += random.nextDouble() < 0.1 ? 1 : 0;
      }
      Interval interval = wilson(40, successes);
      covered += interval.low() <= 0.1 && 0.1 <= interval.high() ? 1 : 0;
    }
    assertThat(covered / 4000.0).isBetween(0.93, 0.98);
  }

  @Test
  void proportionsGetWilsonAndOtherMeansTheBootstrap() {
    assertThat(Intervals.ofMean(new double[] {0, 1, 1}).method())
        .isEqualTo(Method.WILSON_OVER_PROBLEMS);
    double[] values = new double[30];
    Arrays.setAll(values, i -> i % 3 / 2.0);
    assertThat(Intervals.ofMean(values).method()).isEqualTo(Method.BOOTSTRAP_OVER_PROBLEMS);
  }

  @Test
  void fewOrEqualValuesAreNoReasonForCertainty() {
    Interval few = Intervals.ofMean(new double[] {0.5, 0.5, 0.4, 0.6});
    assertThat(few.method()).isEqualTo(Method.WILSON_OVER_PROBLEMS);
    assertThat(few).isEqualTo(wilson(4, 2));
    double[] equal = new double[100];
    Arrays.fill(equal, 0.5);
    assertThat(Intervals.ofMean(equal)).isEqualTo(wilson(100, 50));
  }

  @Test
  void bootstrapComesNearTheNormalIntervalOnManyProblems() {
    SplittableRandom random = new SplittableRandom(1);
    double[] values = new double[400];
    Arrays.setAll(values, i -> random.nextDouble());
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / 400;
    double half = 1.96 * Math.sqrt(variance / 400);
    Interval interval = Intervals.ofMean(values);
    assertThat(interval.low()).isCloseTo(mean - half, within(0.003));
    assertThat(interval.high()).isCloseTo(mean + half, within(0.003));
  }

  @Test
  void bootstrapOfTwoProblemsKnowsAllItsOutcomes() {
    // Means of two draws from 0.2 and 0.6 are 0.2, 0.4 or 0.6 with 1/4, 1/2 and 1/4.
    Interval interval = Intervals.bootstrap(new double[] {0.2, 0.6}, 10_000, Intervals.SEED);
    assertThat(interval.low()).isCloseTo(0.2, within(1e-12));
    assertThat(interval.high()).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void theSameValuesAlwaysGiveTheSameInterval() {
    double[] values = new double[40];
    Arrays.setAll(values, i -> i / 40.0);
    assertThat(Intervals.ofMean(values)).isEqualTo(Intervals.ofMean(values.clone()));
  }

  @Test
  void veryLargeSetsAreResampledLessOften() {
    assertThat(Intervals.resamples(164)).isEqualTo(10_000);
    assertThat(Intervals.resamples(10_000)).isEqualTo(5_000);
    assertThat(Intervals.resamples(1_000_000)).isEqualTo(1_000);
  }

  @Test
  void oneProblemSaysNothingOfOthers() {
    assertThatIllegalArgumentException().isThrownBy(() -> Intervals.ofMean(new double[] {0.5}));
  }
}
