package dev.sce.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppArgumentsTest {
  private static AppArguments parse(String words) {
    return AppArguments.parse(words.split(" "));
  }

  @Test
  void formatIsTakenFromTheNameUnlessItIsTold() {
    AppArguments arguments =
        parse("run --input a.parquet --output b --output-format parquet --partitions 12");
    assertThat(arguments.isParquet("--input-format", arguments.input())).isTrue();
    assertThat(arguments.isParquet("--output-format", "b")).isTrue();
    assertThat(arguments.programs().partitions()).isEqualTo(12);
    assertThat(parse("run --input a.jsonl --output b").isParquet("--input-format", "a.jsonl"))
        .isFalse();
  }

  @Test
  void evaluationHasItsOptions() {
    EvalConfig config =
        parse(
                "eval humaneval --problems p --samples s --output o -k 1,5 --limit timeout=3s"
                    + " --language python")
            .evaluation();
    assertThat(config.head())
        .isEqualTo(
            "{\"dataset\":\"humaneval\",\"limits\":{\"timeout\":\"3s\"},\"language\":\"python\"}");
    assertThat(config.passAt()).containsExactly(1, 5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "walk|the first argument must be run or eval",
        "eval|eval needs the name of a data set",
        "run --input a|--output is missing",
        "run --input a --output|--output needs a value",
        "run --input a --input b --output c|--input is there twice",
        "run --input a --output b --partitions 0|--partitions needs a number above 0, not 0",
        "run --input a --output b --problems c|there is no option --problems",
        "run --input a --output b --limit time=3|--limit must be NAME=VALUE",
        "run --input a --output b --output-format csv|--output-format must be json or parquet",
        "eval x --problems p --samples s --output o -k 1,x|-k needs a number above 0, not x",
      })
  void wrongArgumentsAreNamed(String words, String message) {
    assertThatThrownBy(() -> parse(words))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
