package dev.sce.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultLineTest {
  private static final String ROW =
      "{\"index\":3,\"id\":\"\\\"outcome\\\":\\\"SANDBOX_FAULT\\\"\",\"outcome\":\"OK\"}";

  @Test
  void indexIsReplacedAndTheRestStays() {
    assertThat(ResultLine.position(ROW)).isEqualTo(3);
    assertThat(ResultLine.withIndex(ROW, 12345678901L))
        .isEqualTo(ROW.replace("\"index\":3", "\"index\":12345678901"));
  }

  @Test
  void rowWithoutNameIsCalledByItsIndex() {
    assertThat(ResultLine.withIndexAsId("{\"index\":0,\"id\":0,\"outcome\":\"OK\"}", 9))
        .isEqualTo("{\"index\":9,\"id\":9,\"outcome\":\"OK\"}");
  }

  @Test
  void textThatLooksLikeAMemberIsNone() {
    assertThat(ResultLine.member(ROW, "outcome")).isEqualTo("OK");
    assertThat(ResultLine.member(ROW, "verdict")).isNull();
  }

  @Test
  void reasonNamesTheRowInsteadOfALine() {
    assertThat(ResultLine.withPlace("{\"error\":\"line 2: no JSON\"}", "error", 40))
        .isEqualTo("{\"error\":\"row 40: no JSON\"}");
    assertThat(ResultLine.withPlace("{\"error\":\"no code\"}", "error", 40))
        .isEqualTo("{\"error\":\"no code\"}");
  }
}
