package dev.sce.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
  @ParameterizedTest
  @ValueSource(strings = {"```", "```python\nx\n```", "Here:\n   ~~~\nx", "a\r\n```\r\n"})
  void fencesAreSeen(String text) {
    assertThat(Markdown.hasFence(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "x = '```'", "# ```", "/// ```", "    ```", "``\n`", "~~ x"})
  void programsAreNoMarkdown(String text) {
    assertThat(Markdown.hasFence(text)).isFalse();
  }
}
