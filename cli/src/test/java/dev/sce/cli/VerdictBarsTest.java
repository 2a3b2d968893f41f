package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictBarsTest {
  @Test
  void theMostFrequentVerdictIsFirstAndBarsAreProportional() {
    assertThat(VerdictBars.lines(Map.of("FAILED", 25L, "PASSED", 75L)))
        .containsExactly(
            "PASSED                75  75.00%  " + "#".repeat(30),
            "FAILED                25  25.00%  " + "#".repeat(10));
  }

  @Test
  void whatIsRareHasABarAndOnlyWhatIsEverythingTheLongest() {
    assertThat(VerdictBars.lines(Map.of("FAILED", 1L, "PASSED", 99_999L)))
        .containsExactly(
            "PASSED             99999 100.00%  " + "#".repeat(39),
            "FAILED                 1   0.00%  #");
    assertThat(VerdictBars.lines(Map.of("PASSED", 3L)))
        .containsExactly("PASSED                 3 100.00%  " + "#".repeat(40));
  }

  @Test
  void withoutSamplesThereAreNoLines() {
    assertThat(VerdictBars.lines(Map.of())).isEmpty();
    assertThat(VerdictBars.lines(Map.of("PASSED", 0L))).isEmpty();
  }
}
