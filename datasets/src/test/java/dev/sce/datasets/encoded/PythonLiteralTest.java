package dev.sce.datasets.encoded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonLiteralTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "{'a': None, 'b': [True, False]}|{\"a\":null,\"b\":[true,false]}",
        "['it\\'s', \"a\\nb\", r'\\d', 'é\\u00e9\\x41\\101']|[\"it's\",\"a\\nb\",\"\\\\d\",\"ééAA\"]",
        "(1, -2.5, 3e2, 1_000)|[1,-2.5,300.0,1000]",
        "(1)|1",
        "(1,)|[1]",
        "[1, 2,]|[1,2]",
        "{1: 'x', True: 2}|{\"1\":\"x\",\"true\":2}",
        "['a' 'b']|[\"ab\"]",
        "{}|{}",
        "123456789012345678901234567890|123456789012345678901234567890",
      })
  void readsWhatPythonWrites(String literal, String json) {
    assertThat(PythonLiteral.read(literal).toString()).isEqualTo(json);
  }

  @Test
  void longTextsMayHaveLineEnds() {
    assertThat(PythonLiteral.read("'''a\n'b'\n'''").asString()).isEqualTo("a\n'b'\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[1",
        "[1 2]",
        "{'a' 1}",
        "'open",
        "'a\nb'",
        "__import__('os').system('id')",
        "[1].__class__",
        "f'{1}'",
        "b'x'",
        "{1, 2}",
        "1 + 1",
        "nan",
        "--1",
        "{[1]: 2}",
        "'\\x4'",
        "'\\Uffffffff'",
      })
  void refusesWhatIsNoLiteral(String text) {
    assertThatThrownBy(() -> PythonLiteral.read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void depthHasALimit() {
    assertThatThrownBy(() -> PythonLiteral.read("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nested deeper");
  }
}
