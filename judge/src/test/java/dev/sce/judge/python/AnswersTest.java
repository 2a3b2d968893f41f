package dev.sce.judge.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.judge.Grade;
import dev.sce.judge.TestJudge;
import dev.sce.judge.Verdict;
import dev.sce.testkit.LeakCheck;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakCheck.class)
final class AnswersTest {
  @RegisterExtension static final TestJudge judging = new TestJudge();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "18|18",
        "$1,234.50|1234.5",
        "5,0 00|5000",
        "-3.|-3",
        "+7%|7",
        "3/4|0.75",
        "1e3|1000",
        ".5|0.5",
        "−2|-2"
      })
  void numbersAreReadAsPeopleWriteThem(String text, String value) {
    assertThat(Answers.number(text).orElseThrow()).isEqualByComparingTo(new BigDecimal(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "nan", "inf", "1e99999", "0x10", "1/0", "--1", "1.2.3", "True"})
  void otherThingsAreNoNumbers(String text) {
    assertThat(Answers.number(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "She has 3 + 4 = 7.\\n#### 7|7",
        "#### $1,000 dollars|1000",
        "The answer is 42. I used 3 steps.|42",
        "So \\boxed{12}, as 5 said|12",
        "first 3 then 4|4",
        "#### 1\\n#### 2|2"
      })
  void textsEndInTheirAnswer(String text, String value) {
    assertThat(Answers.fromText(text.replace("\\n", "\n")).orElseThrow())
        .isEqualByComparingTo(new BigDecimal(value));
  }

  @Test
  void hugeExponentsCostNothing() {
    BigDecimal huge = new BigDecimal("1e9999");
    assertThat(Answers.agree(huge, BigDecimal.ONE, 1e-3)).isFalse();
    assertThat(Answers.agree(BigDecimal.ZERO, BigDecimal.ZERO, 1e-3)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "def solution():\\n    return 5000|PASSED",
        "def solution():\\n    return '5,000'|PASSED",
        "def solution():\\n    return 5000.0004|PASSED",
        "def solution():\\n    return 5001|FAILED",
        "def solution():\\n    return None|FAILED",
        "def solution():\\n    return 1 / 0|RUNTIME_ERROR",
        "def solution():\\n    return 5000 +|COMPILE_ERROR",
        "def solution():\\n    while True: pass|TIMED_OUT",
        "import os\\nos._exit(0)|RUNTIME_ERROR",
        "answer = 50 * 100|PASSED",
        "print('the answer is', 5000)|PASSED",
        "It makes 50 * 100.\\n#### 5,000|PASSED",
        "5000|PASSED",
        "The answer is 5,000 dollars.|PASSED",
        "The answer is 7.|FAILED",
        "I do not know|FAILED",
        "```python\\ndef f():\\n    return 1\\n```\\nThey make \\boxed{5000} dollars.|PASSED",
        "As a program:\\n```python\\ndef solution():\\n    return 5000\\n```|PASSED",
        "import duties add up:\\nso \\boxed{5000} it is|PASSED",
        "```\\nprint(5000)\\n```\\nThe answer is 7.|FAILED",
        "def solution():\\n    x = \"\"\"\\n```\\n\"\"\"\\n    return 5000|PASSED",
        "def solution():\\n    x = \"\"\"\\n```\\n\"\"\"\\n    return 1 / 0 # 5000|RUNTIME_ERROR"
      })
  void programsAndTextsAreJudgedByTheirNumber(String code, Verdict verdict) throws Exception {
    AnswerTask task = new AnswerTask("5,0 00", "solution", 1e-3, TestJudge.TIGHT);
    Grade grade = judging.grade(new AnswerGrader(), task, code.replace("\\n", "\n"));
    assertThat(grade.verdict()).as("%s", grade).isEqualTo(verdict);
  }
}
