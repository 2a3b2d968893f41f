package dev.sce.judge.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReasoningTest {
  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "<think>a</think>b, b",
    // Templates of chats may have the first tag in the prompt.
    "a</think>b, b",
    "<think>a</think> <think>b</think>c, c",
    "<|begin_of_thought|>a<|end_of_thought|>b, b",
    "<think>a</think><answer>b</answer>, b",
    "<answer>b</answer> end, b",
    "<answer>b, b",
    "<|begin_of_solution|>b<|end_of_solution|>, b",
    "a tag <think> in a sentence, a tag <think> in a sentence",
    "x = '<answer>', x = '<answer>'"
  })
  void theAnswerIsWhatComesAfter(String text, String answer) {
    assertThat(Reasoning.answer(text)).contains(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<think>a",
        "  <think>\n```\nx\n```\n",
        "<think>a</think>\n<think>b",
        "<|begin_of_thought|>a"
      })
  void reasoningWithoutEndIsNoAnswer(String text) {
    assertThat(Reasoning.answer(text)).isEmpty();
  }

  @Test
  void tagsWithinAProgramAreNone() {
    String text = "```\n<answer>\n<think>\n```\n";
    assertThat(Reasoning.answer(text)).contains(text);
  }
}
