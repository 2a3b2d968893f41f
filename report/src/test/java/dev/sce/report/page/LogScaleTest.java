package dev.sce.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogScaleTest {
  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 999, 3964.502, 16_986_112, 8e9, 9.9e12})
  void valuesComeBackNearlyAsTheyWere(double value) {
    assertThat(LogScale.value(LogScale.code(value))).isCloseTo(value, withinPercentage(0.03));
  }

  @Test
  void whatWasNotMeasuredStaysSo() {
    assertThat(LogScale.value(LogScale.code(0))).isZero();
    assertThat(LogScale.value(LogScale.code(Double.NaN))).isZero();
    assertThat(LogScale.value(LogScale.code(-1))).isZero();
  }
}
