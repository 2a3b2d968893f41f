package dev.sce.eval.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DistributionTest {
  @Test
  void figuresOfFewValuesAreExact() {
    Distribution distribution = new Distribution();
    for (double value : new double[] {4, 1, 3, 2}) {
      distribution.add(value);
    }
    Distribution.Figures figures = distribution.figures().orElseThrow();
    assertThat(figures.count()).isEqualTo(4);
    assertThat(figures.min()).isEqualTo(1);
    assertThat(figures.median()).isEqualTo(2.5);
    assertThat(figures.mean()).isEqualTo(2.5);
    assertThat(figures.p95()).isCloseTo(3.85, within(1e-12));
    assertThat(figures.max()).isEqualTo(4);
  }

  @Test
  void figuresOfManyValuesAreWithinHalfAPercent() {
    Distribution distribution = new Distribution();
    int count = 200_000;
    for (int i = 0; i < count; i++) {
      // 7919 is prime to the count, so every value from 1 on comes once, in a mixed order.
      distribution.add(1 + (long) i * 7919 % count);
    }
    Distribution.Figures figures = distribution.figures().orElseThrow();
    assertThat(figures.min()).isEqualTo(1);
    assertThat(figures.max()).isEqualTo(count);
    assertThat(figures.mean()).isCloseTo(100_000.5, within(1e-6));
    assertThat(figures.median()).isCloseTo(100_000, Percentage.withPercentage(0.6));
    assertThat(figures.p95()).isCloseTo(190_000, Percentage.withPercentage(0.6));
  }

  @Test
  void zeroIsAValueLikeOthers() {
    Distribution distribution = new Distribution();
    for (int i = 0; i < 2 * Distribution.EXACT; i++) {
      distribution.add(0);
    }
    assertThat(distribution.figures().orElseThrow())
        .isEqualTo(new Distribution.Figures(2L * Distribution.EXACT, 0, 0, 0, 0, 0));
  }

  @Test
  void nothingHasNoFigures() {
    assertThat(new Distribution().figures()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new Distribution().add(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> new Distribution().add(-1));
  }
}
