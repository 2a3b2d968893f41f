package dev.sce.judge.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class PythonEqualityTest {
  private static final String TUPLE = "{\"kind\":\"tuple\",\"value\":[1,2]}";
  private static final String ARRAY = "{\"kind\":\"array\",\"value\":[1,2]}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|1|true",
        "1|1.0|true",
        "true|1|true",
        "0.1|0.1|true",
        "0.30000000000000004|0.3|false",
        "9007199254740993|9007199254740992.0|false",
        "1e22|10000000000000000000000|true",
        "null|null|true",
        "null|0|false",
        "\"1\"|1|false",
        "\"é\"|\"\\u00e9\"|true",
        "[]|[]|true",
        "[1,[2]]|[1,[2]]|true",
        "[1,2]|[2,1]|false",
        "[5]|5|false",
        "{}|[]|false",
        "1|{\"kind\":\"other\",\"type\":\"Yes\",\"text\":\"1\"}|false",
        "[1]|{\"kind\":\"set\",\"value\":[1]}|false",
      })
  void equalsAsPythonDoes(String expected, String actual, boolean equal) {
    assertThat(matches(EqualityRules.STRICT, expected, actual)).isEqualTo(equal);
  }

  @Test
  void tuplesStandForLists() {
    assertThat(matches(EqualityRules.STRICT, "[1,2]", TUPLE)).isTrue();
    assertThat(matches(EqualityRules.STRICT, "[[1,2]]", "[" + TUPLE + "]")).isFalse();
    assertThat(matches(EqualityRules.STRICT, "[1,2]", ARRAY)).isFalse();
    assertThat(matches(EqualityRules.APPS, "[[1,2]]", "[" + TUPLE + "]")).isTrue();
    assertThat(matches(EqualityRules.APPS, "[1,2]", ARRAY)).isTrue();
  }

  @Test
  void appsWrapsValues() {
    assertThat(matches(EqualityRules.APPS, "[5]", "5")).isTrue();
    assertThat(matches(EqualityRules.APPS, "[5]", "[5]")).isTrue();
    assertThat(matches(EqualityRules.APPS, "[[1,2]]", TUPLE)).isTrue();
    assertThat(matches(EqualityRules.APPS, "[3,4]", "3")).isFalse();
  }

  @Test
  void dictionariesHaveTextKeysOrIntegerKeys() {
    String integers = "{\"kind\":\"dict\",\"value\":[[1,\"a\"],[2,\"b\"]]}";
    String texts = "{\"kind\":\"dict\",\"value\":[[\"2\",\"b\"],[\"1\",\"a\"]]}";
    String expected = "{\"1\":\"a\",\"2\":\"b\"}";

    assertThat(matches(EqualityRules.STRICT, expected, texts)).isTrue();
    assertThat(matches(EqualityRules.STRICT, expected, integers)).isFalse();
    assertThat(matches(EqualityRules.APPS, expected, integers)).isTrue();
    assertThat(matches(EqualityRules.APPS, "[" + expected + "]", integers)).isTrue();
  }

  @Test
  void repeatedKeysDoNotStandForMissingOnes() {
    String twice = "{\"kind\":\"dict\",\"value\":[[\"a\",1],[\"a\",1]]}";

    assertThat(matches(EqualityRules.STRICT, "{\"a\":1,\"b\":1}", twice)).isFalse();
  }

  @Test
  void numbersMayDifferWhenAsked() {
    EqualityRules rules = EqualityRules.STRICT.withTolerance(1e-6);

    assertThat(matches(rules, "[0.3]", "[0.30000000000000004]")).isTrue();
    assertThat(matches(rules, "1000000000", "1000000001")).isTrue();
    assertThat(matches(rules, "0.3", "0.31")).isFalse();
    assertThat(matches(rules, "0.3", "{\"kind\":\"float\",\"value\":\"nan\"}")).isFalse();
    assertThat(matches(rules, "0.3", "{\"kind\":\"float\",\"value\":\"inf\"}")).isFalse();
  }

  @Test
  void noToleranceReachesFromInfinityToNumbers() {
    EqualityRules rules = EqualityRules.STRICT.withTolerance(1e-6);
    String digits = "7".repeat(401);
    String infinity = "{\"kind\":\"float\",\"value\":\"inf\"}";

    assertThat(matches(rules, digits, "-7")).isFalse();
    assertThat(matches(rules, digits, infinity)).isFalse();
    assertThat(matches(rules, digits, digits)).isTrue();
    assertThat(matches(rules, "1e999", "-7")).isFalse();
    assertThat(matches(rules, "1", digits)).isFalse();
  }

  private static boolean matches(EqualityRules rules, String expected, String actual) {
    JsonMapper json = JsonMapper.shared();
    return new PythonEquality(rules)
        .matches(
            PythonValue.ofJson(json.readTree(expected)),
            PythonValue.ofAnswer(json.readTree(actual)));
  }
}
