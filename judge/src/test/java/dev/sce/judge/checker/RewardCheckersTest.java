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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // expected | printed | accepted
        "1\\n2\\n|1 \\n 2|true",
        "1\\n2\\n|1 2|false",
        "1\\n2\\n|1\\n\\n2|false",
        "Yes\\n|YES|true",
        "1 2|1  2|false",
        "100000|100000.9|true",
        "100000|100001.1|false",
        "0.333333|0.3333333333|true",
        "0.5 1|0.5000001 1|false",
        "0|0.000000000000001|false",
        "0|1e-16|true",
        "1|1.0|true",
        "1d|1.0|false",
        "nan|NaN|true",
        "inf|1e999|false",
        "1|inf|false",
      })
  void sandboxFusionsOwnProblemsAreCompared(String expected, String printed, boolean accepted) {
    assertThat(PublishedChecker.SANDBOX_FUSION_OJ.accepts(text(expected), text(printed)))
        .isEqualTo(accepted);
  }

  private static String text(String written) {
    return written.replace("\\n", "\n").replace("\\r", "\r");
  }
}
