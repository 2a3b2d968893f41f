package dev.sce.json.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "10s,10000",
    "250ms,250",
    "1.5s,1500",
    "2m,120000",
    "3,3000",
    "0.5,500",
    "1h,3600000"
  })
  void timesAreParsed(String text, long millis) {
    assertThat(DurationText.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "-1s", "1d", "1e3", "999999999999h"})
  void whatIsNoTimeIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> DurationText.parse(text));
  }

  @Test
  void numbersOfSecondsThatAreNonsenseAreRefusedAtOnce() {
    for (String text : new String[] {"1e99999999", "1e2147483640", "1e-2147483640", "1e25"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DurationText.ofSeconds(new BigDecimal(text)));
    }
    assertThat(DurationText.ofSeconds(new BigDecimal("0.25"))).isEqualTo(Duration.ofMillis(250));
  }
}
