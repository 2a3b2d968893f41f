package dev.sce.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FinishedRowsTest {
  private static JsonNode json(String text) {
    return Json.MAPPER.readTree(text);
  }

  @Test
  void numbersAndTextsAreDifferentIdentities() {
    FinishedRows rows = new FinishedRows();
    assertThat(rows.add(100_000, json("1"))).isTrue();
    assertThat(rows.add(100_000, json("2"))).isFalse();
    assertThat(rows.matches(100_000, json("1"))).isTrue();
    assertThat(rows.matches(100_000, json("\"1\""))).isFalse();
    assertThat(rows.has(5_000_000_000L)).isFalse();
    assertThat(rows.has(99_999)).isFalse();
  }
}
