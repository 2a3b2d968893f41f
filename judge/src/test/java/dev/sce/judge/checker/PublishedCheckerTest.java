package dev.sce.judge.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedCheckerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // expected | actual | exact | apps-ordered | apps | live-code-bench | code-contests
        "1\\n2\\n|1\\n2\\n|true|true|true|true|true",
        "1\\n2\\n|1\\r\\n2\\r\\n|true|true|true|true|true",
        "1\\n2\\n|1\\n2|false|true|true|true|true",
        "1\\n2\\n| 1 \\n2 \\n\\n|false|true|true|true|true",
        "1\\n2\\n|1\\n\\n2\\n|false|true|true|false|false",
        "Yes\\n|YES\\n|false|false|false|false|true",
        "1 2\\n3|3\\n2 1|false|false|true|false|false",
        "1 1 2|1 2|false|false|true|false|false",
        "1 2|12|false|false|false|false|true",
        "1.0|1.00000001|false|true|true|false|true",
        "1.0|1.0000015|false|true|true|false|false",
        "1.0|1.000|false|true|true|true|true",
        "0.5 1|0.50 1.0|false|false|true|true|false",
        "0.5 1|0.5000001 1|false|false|true|false|false",
        "1|2|false|false|false|false|false",
        "||true|true|true|true|true",
        "1||false|false|false|false|false",
        "1e3|1000|false|true|true|true|true",
        "nan|NaN|false|false|false|false|true",
        "1_000|1000|false|true|true|false|true",
      })
  void eachRuleAcceptsItsOwn(
      String expected,
      String actual,
      boolean exact,
      boolean ordered,
      boolean apps,
      boolean liveCodeBench,
      boolean codeContests) {
    String wanted = text(expected);
    String given = text(actual);

    assertThat(PublishedChecker.TEXT.accepts(wanted, given)).as("exact").isEqualTo(exact);
    assertThat(PublishedChecker.APPS_ORDERED.accepts(wanted, given))
        .as("ordered")
        .isEqualTo(ordered);
    assertThat(PublishedChecker.APPS.accepts(wanted, given)).as("apps").isEqualTo(apps);
    assertThat(PublishedChecker.LIVE_CODE_BENCH.accepts(wanted, given))
        .as("live code bench")
        .isEqualTo(liveCodeBench);
    assertThat(PublishedChecker.CODE_CONTESTS.accepts(wanted, given))
        .as("code contests")
        .isEqualTo(codeContests);
  }

  @Test
  void endlessNumbersAreNotConverted() {
    String digits = "1".repeat(2_000_000);

    for (PublishedChecker rule : PublishedChecker.values()) {
      assertThat(rule.accepts("1", digits)).isFalse();
      assertThat(rule.accepts("1", "1e999999999")).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"inf,5,false", "5,inf,false", "inf,-inf,false", "-inf,-Infinity,true"})
  void infinityIsCloseToItselfOnly(String expected, String actual, boolean accepted) {
    for (PublishedChecker rule : List.of(PublishedChecker.APPS, PublishedChecker.CODE_CONTESTS)) {
      assertThat(rule.accepts(expected, actual)).as("%s", rule).isEqualTo(accepted);
    }
  }

  @Test
  void integersBeyondTheRangeOfDoubleAreComparedExactly() {
    String digits = "7".repeat(400);

    for (PublishedChecker rule : List.of(PublishedChecker.APPS, PublishedChecker.CODE_CONTESTS)) {
      assertThat(rule.accepts(digits, "-7")).isFalse();
      assertThat(rule.accepts(digits, "inf")).isFalse();
      assertThat(rule.accepts(digits, digits.replaceFirst("7$", "8"))).isFalse();
      assertThat(rule.accepts("-" + digits, digits)).isFalse();
      assertThat(rule.accepts(digits, "+0" + digits)).isTrue();
    }
  }

  @Test
  void rulesHaveNames() {
    assertThat(Checkers.named("apps-ordered")).isSameAs(PublishedChecker.APPS_ORDERED);
    assertThat(Checkers.named("tokens").accepts("1 2", "1\n2")).isTrue();
    assertThatThrownBy(() -> Checkers.named("nonsense")).hasMessageContaining("nonsense");
  }

  private static String text(String cell) {
    return cell == null ? "" : cell.replace("\\n", "\n").replace("\\r", "\r");
  }
}
