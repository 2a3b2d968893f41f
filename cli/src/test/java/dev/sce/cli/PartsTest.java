package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PartsTest {
  @Test
  void wordsAreSplitAsAShellWould() {
    assertThat(ShellWords.split("a  'b c' \"d \\\"e\\\" \\x\" f\\ g '' h'i'\"j\""))
        .containsExactly("a", "b c", "d \"e\" \\x", "f g", "", "hij");
    assertThat(ShellWords.split("  ")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> ShellWords.split("a \"b"));
    assertThatIllegalArgumentException().isThrownBy(() -> ShellWords.split("a\\"));
  }

  @Test
  void progressLineTellsRateShareAndRest() {
    assertThat(PlainProgress.line(1200, 3, 300, 1000))
        .isEqualTo("1200 rows, 400.0/s, 30% of the input, about 7s left");
    assertThat(PlainProgress.line(10, 5, 0, 0)).isEqualTo("10 rows, 2.0/s");
  }
}
