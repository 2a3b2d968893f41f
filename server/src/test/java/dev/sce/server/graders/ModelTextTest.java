package dev.sce.server.graders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelTextTest {
  @Test
  void theLastBlockIsTheProgram() {
    assertThat(ModelText.program("a\n```py\nx\n```\nb\n```\ny = 1\n```\nend")).isEqualTo("y = 1\n");
    assertThat(ModelText.program("~~~~\nx\n~~~\ny\n~~~~")).isEqualTo("x\n~~~\ny\n");
  }

  @Test
  void aBlockThatIsNotClosedGoesToTheEnd() {
    assertThat(ModelText.program("a\n```python\nx\n<|im_end|>")).isEqualTo("x\n");
    assertThat(ModelText.program("```python\nx\n```<|im_end|>")).isEqualTo("x\n");
  }

  @Test
  void thoughtsDoNotCount() {
    assertThat(ModelText.program("```\nx\n```\n</think>\n```\ny\n```")).isEqualTo("y\n");
    assertThat(ModelText.program("<think>```\nx\n```</think>print(1)</s>")).isEqualTo("print(1)");
  }

  @Test
  void aTextWithoutBlocksIsAProgram() {
    assertThat(ModelText.program("print('`')<|eot_id|>")).isEqualTo("print('`')");
    assertThat(ModelText.program("")).isEmpty();
  }
}
