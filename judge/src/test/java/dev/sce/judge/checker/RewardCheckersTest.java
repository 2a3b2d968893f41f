package dev.sce.judge.checker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewardCheckersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // expected | printed | strict | prime | sandbox-fusion | open-r1 | codeforces
        "1\\n2\\n|1\\n2\\n|true|true|true|true|true",
        "1\\n2\\n|1\\n2|true|true|true|true|true",
        "1\\n2\\n|1 \\n2|true|true|false|true|true",
        "1\\n2\\n|1\\n\\n2|false|true|false|false|true",
        "1\\n2\\n|1\\n 2\\n\\n|true|true|false|true|true",
        "1\\n2\\n|1 2|false|false|false|false|true",
        "1\\n2\\n|1|false|false|false|true|false",
        "1\\n2\\n|1\\n2\\n3|false|false|false|false|false",
        "1\\n2|1\\n2\\n3|false|false|false|true|false",
        "1 2\\n|1  2\\n|true|false|false|false|true",
        "0.5\\n|0.5000001\\n|true|true|false|false|false",
        "1\\n|1.0\\n|false|true|false|false|false",
        "-1000000\\n|-1000001\\n|false|true|false|false|false",
        "1000000\\n|1000001\\n|false|false|false|false|false",
        "0.50 a\\n|.5 a\\n|true|false|false|false|false",
        "Yes (no)\\n|YES (NO)\\n|false|false|false|false|true",
        "yesterday\\n|YESterday\\n|false|false|false|false|false",
        "1\\r\\n2\\r\\n|1\\n2\\n|true|true|false|true|true",
        "1\\n2\\n|1\\r\\n2\\r\\n|true|true|false|true|true",
        "a\\n b\\n|a\\nb\\n|true|true|false|true|true",
      })
  void eachRuleAcceptsItsOwn(
      String expected,
      String printed,
      boolean strict,
      boolean prime,
      boolean sandboxFusion,
      boolean openR1,
      boolean codeforces) {
    String wanted = text(expected);
    String given = text(printed);

    assertThat(Checkers.STRICT.accepts(wanted, given)).as("strict").isEqualTo(strict);
    assertThat(PublishedChecker.PRIME.accepts(wanted, given)).as("prime").isEqualTo(prime);
    assertThat(PublishedChecker.SANDBOX_FUSION.accepts(wanted, given))
        .as("sandbox fusion")
        .isEqualTo(sandboxFusion);
    assertThat(PublishedChecker.OPEN_R1.accepts(wanted, given)).as("open-r1").isEqualTo(openR1);
    assertThat(PublishedChecker.CODEFORCES.accepts(wanted, given))
        .as("codeforces")
        .isEqualTo(codeforces);
  }

  private static String text(String written) {
    return written.replace("\\n", "\n").replace("\\r", "\r");
  }
}
