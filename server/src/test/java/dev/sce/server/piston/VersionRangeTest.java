package dev.sce.server.piston;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRangeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "",
        "x",
        "3",
        "3.x",
        "3.11",
        "3.11.x",
        "3.11.7",
        "v3.11.7",
        "=3.11.7",
        "^3.9",
        "^3.11.7",
        "~3.11",
        "~3.11.2",
        "~3",
        ">=3.9",
        ">= 3.9 <4",
        ">3.10",
        "<4",
        "<=3.11",
        "<=3",
        "2 || 3",
        "3.9 - 3.12",
        "3 - 3",
        ">=3.11.7"
      })
  void acceptsWhatNpmAccepts(String range) {
    assertThat(VersionRange.accepts(range, "3.11.7")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2",
        "3.1",
        "3.11.6",
        "4.x",
        "^2.7",
        "^4",
        "~3.10",
        "~3.11.8",
        ">3.11",
        ">3",
        "<3.11.7",
        "<3",
        ">=3.12",
        ">=3 <3.11",
        "2 || 4",
        "3.0 - 3.10",
        "latest",
        "3.11.7.1",
        "3..1",
        ">x",
        "99999999999999"
      })
  void refusesOtherVersionsAndWhatIsNoRange(String range) {
    assertThat(VersionRange.accepts(range, "3.11.7")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"^0.3.1", "^0.3", "^0", "~0.3.2"})
  void aCaretKeepsTheFirstNumberThatIsNotZero(String range) {
    assertThat(VersionRange.accepts(range, "0.3.2")).isTrue();
    assertThat(VersionRange.accepts(range, "1.0.0")).isFalse();
  }
}
