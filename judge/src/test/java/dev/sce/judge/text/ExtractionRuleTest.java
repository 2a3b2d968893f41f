package dev.sce.judge.text;

import static dev.sce.judge.text.ExtractionRule.DEEPCODER;
import static dev.sce.judge.text.ExtractionRule.FIRST;
import static dev.sce.judge.text.ExtractionRule.LAST;
import static dev.sce.judge.text.ExtractionRule.LCB;
import static dev.sce.judge.text.ExtractionRule.LONGEST;
import static dev.sce.judge.text.ExtractionRule.NEMO_SKILLS;
import static dev.sce.judge.text.ExtractionRule.OPEN_INSTRUCT;
import static dev.sce.judge.text.ExtractionRule.OPEN_R1;
import static dev.sce.judge.text.ExtractionRule.PRIME;
import static dev.sce.judge.text.ExtractionRule.SANDBOX_FUSION;
import static dev.sce.judge.text.ExtractionRule.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractionRuleTest {
  private static final Extraction NOTHING = new Extraction("", Extraction.Found.NOTHING);

  private static final String THREE =
      "Plan:\n```\nshort\n```\nand\n```python\nlonger one\n```\nrun it:\n```bash\npython x\n```\nDone.";

  private static Extraction block(String code) {
    return new Extraction(code, Extraction.Found.BLOCK);
  }

  private static Extraction text(String code) {
    return new Extraction(code, Extraction.Found.TEXT);
  }

  @Test
  void eachRuleTakesAnotherBlockOfOneText() {
    assertThat(LAST.extract(THREE)).isEqualTo(block("python x\n"));
    assertThat(FIRST.extract(THREE)).isEqualTo(block("short\n"));
    assertThat(LONGEST.extract(THREE)).isEqualTo(block("longer one\n"));
    assertThat(WHOLE.extract(THREE)).isEqualTo(new Extraction(THREE, Extraction.Found.AS_IT_IS));
    assertThat(PRIME.extract(THREE)).isEqualTo(block("\nlonger one\n"));
    assertThat(SANDBOX_FUSION.extract(THREE)).isEqualTo(block("\nlonger one\n"));
    assertThat(DEEPCODER.extract(THREE)).isEqualTo(block("python x"));
    assertThat(LCB.extract(THREE)).isEqualTo(block("python x"));
    assertThat(OPEN_R1.extract(THREE)).isEqualTo(block("longer one\n"));
    assertThat(OPEN_INSTRUCT.extract(THREE)).isEqualTo(block("bash\npython x"));
    assertThat(NEMO_SKILLS.extract(THREE)).isEqualTo(block("longer one"));
  }

  @Test
  void rulesDifferInWhatATextWithoutFencesIs() {
    String code = "print(1)";
    for (ExtractionRule rule : List.of(LAST, FIRST, LONGEST, PRIME, OPEN_INSTRUCT, NEMO_SKILLS)) {
      assertThat(rule.extract(code)).as(rule.label()).isEqualTo(text(code));
    }
    for (ExtractionRule rule : List.of(SANDBOX_FUSION, DEEPCODER, LCB, OPEN_R1)) {
      assertThat(rule.extract(code)).as(rule.label()).isEqualTo(NOTHING);
    }
  }

  @Test
  void rulesDifferInWhatAnOpenFenceIs() {
    String cut = "Here:\n```python\nprint(1)";
    assertThat(LAST.extract(cut)).isEqualTo(block("print(1)"));
    assertThat(PRIME.extract(cut)).isEqualTo(block("\nprint(1)"));
    assertThat(NEMO_SKILLS.extract(cut)).isEqualTo(block("print(1)"));
    assertThat(OPEN_INSTRUCT.extract(cut)).isEqualTo(text(cut));
    assertThat(OPEN_R1.extract(cut)).isEqualTo(NOTHING);
    assertThat(DEEPCODER.extract(cut)).isEqualTo(NOTHING);
    assertThat(LCB.extract(cut)).isEqualTo(NOTHING);
  }

  @Test
  void primeTakesWhatIsBeforeAFenceOfAnotherLanguage() {
    assertThat(PRIME.extract("a\n```cpp\nx\n```")).isEqualTo(text("a\n"));
  }

  @Test
  void withoutPythonSandboxFusionTakesTheFirstBlockWithoutItsTag() {
    assertThat(SANDBOX_FUSION.extract("a\n```cpp\nx\n```\n```\ny\n```")).isEqualTo(block("x\n"));
    assertThat(SANDBOX_FUSION.extract("```c++\nx\n```")).isEqualTo(block("c++\nx\n"));
  }

  @Test
  void anOddFenceShiftsWhatLiveCodeBenchTakes() {
    assertThat(LCB.extract("```\nx\n```\ntalk\n```\n")).isEqualTo(block("talk"));
    assertThat(LCB.extract("```\n```")).isEqualTo(block(""));
    assertThat(LCB.extract("``` ```")).isEqualTo(NOTHING);
  }

  @Test
  void openR1WantsTheTagOfTheLanguageExactly() {
    assertThat(OPEN_R1.extract("```cpp\nx\n```\n```c++\ny\n```", "cpp")).isEqualTo(block("x\n"));
    assertThat(OPEN_R1.extract("```Python\nx\n```")).isEqualTo(NOTHING);
  }

  @Test
  void withATagOnlyItsFencesCount() {
    assertThat(LAST.extract(THREE, "python")).isEqualTo(block("longer one\n"));
    assertThat(LAST.extract(THREE, "rust")).isEqualTo(NOTHING);
  }

  @Test
  void emptyBlocksAreNotTheProgram() {
    assertThat(LAST.extract("```\nx\n```\n```\n```\n```")).isEqualTo(block("x\n"));
  }

  @Test
  void reasoningIsNotAnswer() {
    String text = "<think>\n```\na\n```\n</think>\nHere:\n```\nb\n```\n";
    assertThat(FIRST.extract(text)).isEqualTo(block("b\n"));
    assertThat(NEMO_SKILLS.extract(text)).isEqualTo(block("b"));
    Extraction unfinished = new Extraction("", Extraction.Found.UNFINISHED_REASONING);
    assertThat(LAST.extract("<think>\n```\na\n```\n")).isEqualTo(unfinished);
    assertThat(NEMO_SKILLS.extract("<think>\n```\na\n```\n")).isEqualTo(unfinished);
  }

  @Test
  void marksOfTurnsAtTheEndAreNoCode() {
    assertThat(LAST.extract("print('</s>')</s>\n<|im_end|>\n")).isEqualTo(text("print('</s>')"));
    assertThat(LAST.extract("```\nx\n<|im_end|>")).isEqualTo(block("x\n"));
  }

  @Test
  void anIndentedBodyContinuesItsPrompt() {
    assertThat(LAST.extract("\n    return 1\n")).isEqualTo(text("\n    return 1"));
    assertThat(LAST.extract("\n    return 1\n").continuesPrompt()).isTrue();
    assertThat(LAST.extract("```\n\treturn 1\n```").continuesPrompt()).isTrue();
    assertThat(LAST.extract(" print(1)")).isEqualTo(text("print(1)"));
    assertThat(LAST.extract("```\ndef f():\n    pass\n```").continuesPrompt()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void namesAreFoundAgain(ExtractionRule rule) {
    assertThat(ExtractionRule.named(rule.label().toUpperCase(java.util.Locale.ROOT)))
        .contains(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```",
        "```\n",
        "`",
        "```a",
        "~~~",
        "<think> ",
        "<answer>x",
        "</s>",
        "<|a|>",
        " ",
        "<"
      })
  void hostileTextsTakeTimeInProportion(String part) {
    // Quadratic time would be hours.
    String text = part.repeat(4_000_000 / part.length());
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          for (ExtractionRule rule : ExtractionRule.values()) {
            var _ = rule.extract(text);
          }
        });
  }
}
