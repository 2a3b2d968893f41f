package dev.sce.datasets.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.json.InvalidDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

@Timeout(30)
class YamlTest {
  private static JsonNode read(String text) {
    return Yaml.read("x.yaml", text);
  }

  @Test
  void scalarsAreTheTextsThatTheirAuthorWrote() {
    assertThat(read("[1e-6, .5, 010, 0o10, 1:30, yes, 2025-09, '~', \"a\\tb\"]").toString())
        .isEqualTo(
            "[\"1e-6\",\".5\",\"010\",\"0o10\",\"1:30\",\"yes\",\"2025-09\",\"~\",\"a\\tb\"]");
    assertThat(read("a:\nb: ~\nc: null\nd: 'null'\ne: ''").toString())
        .isEqualTo("{\"a\":null,\"b\":null,\"c\":null,\"d\":\"null\",\"e\":\"\"}");
  }

  @Test
  void everyFormOfATextOrListIsTheSame() {
    String flags = "\"float_tolerance 1e-4\"";
    for (String form :
        new String[] {
          "f: float_tolerance 1e-4",
          "f: >-\n  float_tolerance\n  1e-4",
          "{f: float_tolerance 1e-4}",
          "%YAML 1.1\n---\n\"f\": 'float_tolerance 1e-4' # why\n...",
          "? f\n: float_tolerance\n  1e-4",
          "\uFEFFf: !!str float_tolerance 1e-4"
        }) {
      assertThat(read(form).toString()).as(form).isEqualTo("{\"f\":" + flags + "}");
    }
    assertThat(read("f:\n- a\n- 'b c'\n").toString()).isEqualTo(read("f: [a, b c]").toString());
  }

  @Test
  void aliasesAndMergesMeanWhatTheyNameOnce() {
    assertThat(read("a: &x [p, q]\nb: *x").toString())
        .isEqualTo("{\"a\":[\"p\",\"q\"],\"b\":[\"p\",\"q\"]}");
    assertThat(read("a: &x {k: 1, l: 2}\nb: {<<: *x, l: 3}").path("b").toString())
        .isEqualTo("{\"l\":\"3\",\"k\":\"1\"}");
  }

  @Test
  void aMissingDocumentIsAnEmptyMap() {
    assertThat(read("").isObject()).isTrue();
    assertThat(read("# nothing\n").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: 1\na: 2",
        "a: [1",
        "a: 1\n---\nb: 2",
        "!!java.net.URL ['http://localhost']",
        "a: !!binary aGVq",
        "&a [*a]",
        "a: *b",
        "{? [a] : b}",
        "\ta: 1",
        "<<: 1"
      })
  void whatCannotBeUnderstoodIsNamed(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageStartingWith("x.yaml is not the YAML that is read here: ");
  }

  @Test
  void hostileTextsEndSoonAndWell() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    for (String text :
        new String[] {
          bomb.toString(),
          "[".repeat(100_000),
          "{a: ".repeat(20_000),
          "- ".repeat(20_000) + "a",
          "a: " + "x".repeat(2 << 20)
        }) {
      assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidDataException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"1e-6,1e-6", ".5,0.5", "5.,5", "+2,2", "1E3,1000", "0.5,0.5", "0,0", "-1.5e+2,-150"})
  void decimalNumbersAreReadInEveryForm(String text, double value) {
    assertThat(YamlValues.number(JsonNodeFactory.instance.stringNode(text))).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"010", "1:30", "0x10", ".inf", "1_000", "", "two", "1e", "1 2"})
  void numbersThatVersionsOfYamlReadDifferentlyAreNone(String text) {
    assertThatThrownBy(() -> YamlValues.number(JsonNodeFactory.instance.stringNode(text)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
