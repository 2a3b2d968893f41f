package dev.sce.datasets.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns of submissions.yaml mean what the format says, and none takes long. */
class GlobTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "accepted | accepted | true",
        "accepted | accepted/a.py | true",
        "accepted | accepted2/a.py | false",
        "accepted | a/accepted | false",
        "*/a.py | accepted/a.py | true",
        "* | accepted/a.py | true",
        "accepted/*.py | accepted/x/a.py | false",
        "a*b*c*d*e*f | a1b2c3d4e5f | true",
        "a*b*c*d*e*f | a1b2c3d4e5 | false",
        "{accepted,wrong_answer}/a* | wrong_answer/a.c | true",
        "{accepted,wrong_answer}/a* | other/a.c | false",
        "x{a,b{c,d},}y | xbdy | true",
        "x{a,b{c,d},}y | xy | true",
        "x{a,b{c,d},}y | xby | false",
        "{a,b}{c,d} | bc | true",
        "{a}* | abc | true",
        "{*/x,y} | k/x | true",
        "a,b | a,b | true",
        "a.b[c](d)|a.b[c](d)|true",
        "a.b | axb | false",
        "*{ 4 }{ 2 } | q42 | true",
        "{ a b , c } | a b | true",
        "{ a b , c } | c | true",
        "a b | a b | true",
        "a b | ab | false",
      })
  void pathsAndFoldersMatch(String pattern, String path, boolean matches) {
    assertThat(Glob.of(pattern).matchesOrHolds(path)).isEqualTo(matches);
    assertThat(Glob.of(pattern).pattern()).isEqualTo(pattern);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{a", "a}", "}{", "{{a}", "{ "})
  void bracesComeInPairs(String pattern) {
    assertThatThrownBy(() -> Glob.of(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a brace without another");
  }

  @Test
  @Timeout(60)
  void noPatternTakesLong() {
    String path = "a".repeat(200) + "c";
    assertThat(Glob.of("{a,a}".repeat(39) + "b").matchesOrHolds(path)).isFalse();
    assertThat(Glob.of("{a,a,}".repeat(33) + "b").matchesOrHolds(path)).isFalse();
    assertThat(Glob.of("*a".repeat(99) + "b").matchesOrHolds(path)).isFalse();
    assertThat(Glob.of("{".repeat(99) + "}".repeat(99)).matchesOrHolds(path)).isFalse();
    assertThatThrownBy(() -> Glob.of("a".repeat(201))).hasMessageContaining("more than 200");
  }
}
