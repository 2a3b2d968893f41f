package dev.sce.judge.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FenceTest {
  @Test
  void blocksHaveTagsAndEnds() {
    assertThat(Fence.in("a\n```python title=x\n1\n```\nb\n~~~\n2\n~~~~\n```\n3"))
        .containsExactly(
            new Fence('`', "python", "1\n", true),
            new Fence('~', "", "2\n", true),
            new Fence('`', "", "3", false));
  }

  @Test
  void shorterOrOtherMarksAndMarksWithWordsDoNotEndABlock() {
    assertThat(Fence.in("````\n```\n~~~~\n````py\nx = '````'\n    ````\n````"))
        .containsExactly(new Fence('`', "", "```\n~~~~\n````py\nx = '````'\n    ````\n", true));
  }

  @Test
  void marksOfTurnsMayFollowTheLastFence() {
    assertThat(Fence.in("```\nx\n```<|im_end|> </s>\nrest"))
        .containsExactly(new Fence('`', "", "x\n", true));
  }

  @Test
  void theIndentationOfTheFenceIsTakenFromItsLines() {
    assertThat(Fence.in("  ```\n  a\n    b\n c\n\n  ```"))
        .containsExactly(new Fence('`', "", "a\n  b\nc\n\n", true));
  }

  @Test
  void codeWithinALineIsNoBlock() {
    assertThat(Fence.in("```x``` and ``\n    ```\nprint('```')\n")).isEmpty();
  }

  @Test
  void linesMayEndInCarriageReturns() {
    assertThat(Fence.in("```py\r\nx\r\n```\r\n"))
        .containsExactly(new Fence('`', "py", "x\r\n", true));
  }
}
