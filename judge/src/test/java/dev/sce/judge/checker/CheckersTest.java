package dev.sce.judge.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.Blob;
import dev.sce.judge.Verdict;
import dev.sce.judge.program.JudgeConvention;
import dev.sce.judge.program.JudgeProgram;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CheckersTest {
  private static Optional<String> difference(Checker checker, String expected, String output) {
    return checker.firstDifference(Blob.ofText(expected), Blob.ofText(output));
  }

  private static boolean accepts(Checker checker, String expected, String output) {
    return difference(checker, expected, output).isEmpty();
  }

  @Test
  void exactComparesEveryByte() {
    assertThat(accepts(Checkers.EXACT, "a\n", "a\n")).isTrue();
    assertThat(difference(Checkers.EXACT, "a\nb\n", "a\nc\n"))
        .hasValue("byte 3 differs, in line 2");
    assertThat(difference(Checkers.EXACT, "ab", "a"))
        .hasValueSatisfying(text -> assertThat(text).contains("ends after 1 bytes"));
    assertThat(accepts(Checkers.EXACT, "a", "a\n")).isFalse();
  }

  @Test
  void linesIgnoreWhiteSpaceAtTheirEndsOnly() {
    assertThat(accepts(Checkers.LINES, "a\n b\n", "a  \r\n b\n\n\n")).isTrue();
    assertThat(accepts(Checkers.LINES, "a\n\nb", "a\nb")).isFalse();
    assertThat(accepts(Checkers.LINES, "a", " a")).isFalse();
    assertThat(difference(Checkers.LINES, "a\nb", "a\nc"))
        .hasValue("line 2: 'b' expected, found 'c'");
    assertThat(difference(Checkers.LINES, "a\nb", "a")).hasValue("line 2 is missing: 'b' expected");
    assertThat(difference(Checkers.LINES, "a", "a\nb")).hasValue("line 2 is too much: 'b'");
  }

  @Test
  void unorderedLinesCountHowOftenEachIsThere() {
    assertThat(accepts(Checkers.UNORDERED_LINES, "a\nb\na", "b\na\na\n")).isTrue();
    assertThat(difference(Checkers.UNORDERED_LINES, "a\nb\na", "b\na\nb"))
        .hasValue("line 3 is too much: 'b'");
    assertThat(difference(Checkers.UNORDERED_LINES, "a\nb", "a"))
        .hasValue("a line is missing: 'b'");
  }

  @Test
  void tokensIgnoreSpacingAndAreTextWithoutATolerance() {
    assertThat(accepts(Checkers.TOKENS, "1 2\n3", " 1\t2 3\n")).isTrue();
    assertThat(accepts(Checkers.TOKENS, "7", "007")).isFalse();
    assertThat(accepts(Checkers.TOKENS, "yes", "YES")).isFalse();
    assertThat(accepts(Checkers.named("ignore-case"), "yes", "YES")).isTrue();
    assertThat(difference(Checkers.TOKENS, "1 2", "1\n3"))
        .hasValue("word 2 in line 2: '2' expected, found '3'");
    assertThat(difference(Checkers.TOKENS, "1 2", "1"))
        .hasValue("the output ends before word 2: '2' expected");
    assertThat(difference(Checkers.TOKENS, "1", "1 2"))
        .hasValue("word 2 in line 1 is too much: '2'");
  }

  @Test
  void numbersMayDifferByTheTolerance() {
    Checker checker = Checkers.tokens(1e-6, 1e-9);
    assertThat(accepts(checker, "0.5", ".5")).isTrue();
    assertThat(accepts(checker, "0.5", "5E-1")).isTrue();
    assertThat(accepts(checker, "0.5", "00.5000001")).isTrue();
    assertThat(accepts(checker, "0.5", "0.50001")).isFalse();
    assertThat(accepts(checker, "1000000000000", "1000000000100")).isTrue();
    assertThat(accepts(checker, "200", "2.0e2")).isTrue();
    assertThat(accepts(checker, "0", "-0.0")).isTrue();
  }

  @Test
  void whatIsNoDecimalNumberIsText() {
    Checker checker = Checkers.tokens(1e300, 1e300);
    assertThat(accepts(checker, "nan", "1")).isFalse();
    assertThat(accepts(checker, "1", "nan")).isFalse();
    assertThat(accepts(checker, "nan", "nan")).isTrue();
    assertThat(accepts(checker, "inf", "Infinity")).isFalse();
    assertThat(accepts(checker, "16", "0x10")).isFalse();
    assertThat(accepts(checker, "1", "1f")).isFalse();
    assertThat(accepts(checker, "1", "1_0")).isFalse();
    assertThat(accepts(checker, "1", "١")).isFalse();
    assertThat(accepts(checker, "1e999", "2e999")).isFalse();
    assertThat(accepts(checker, "1e999", "1e999")).isTrue();
    assertThat(accepts(checker, "1", ".")).isFalse();
    assertThat(accepts(checker, "1", "1e")).isFalse();
    assertThat(accepts(checker, "1", "+-1")).isFalse();
  }

  @Test
  @Timeout(20)
  void hugeOutputsTakeOnePass() {
    String numbers = "123456 ".repeat(2_000_000);
    assertThat(accepts(Checkers.tokens(1e-6, 0), numbers, numbers)).isTrue();
    assertThat(accepts(Checkers.TOKENS, numbers, "x".repeat(10_000_000))).isFalse();
    assertThat(accepts(Checkers.tokens(1, 1), numbers, "1".repeat(10_000_000))).isFalse();
    String blank = "\n".repeat(10_000_000);
    assertThat(accepts(Checkers.LINES, "", blank)).isTrue();
    assertThat(accepts(Checkers.UNORDERED_LINES, "a\n".repeat(1_000_000), "a\n".repeat(1_000_000)))
        .isTrue();
  }

  @Test
  void messagesAreShortAndOnOneLine() {
    String message =
        difference(Checkers.TOKENS, "x".repeat(1000), "\u0001\u001b[31m").orElseThrow();
    assertThat(message).hasSizeLessThan(150).doesNotContain("\u001b", "\n");
  }

  @Test
  void optionsOfTheKattisFormatAreRead() {
    Checker tolerant = Checkers.withOptions(List.of("float_tolerance", "1e-4"));
    assertThat(accepts(tolerant, "YES 1.0", "yes 1.00001")).isTrue();
    Checker strict = Checkers.withOptions(List.of("case_sensitive", "space_change_sensitive"));
    assertThat(accepts(strict, "a b", "a b")).isTrue();
    assertThat(accepts(strict, "a b", "A b")).isFalse();
    assertThat(accepts(strict, "a b", "a  b")).isFalse();
    assertThatThrownBy(() -> Checkers.withOptions(List.of("float_tolerance")))
        .hasMessageContaining("needs a number");
    assertThatThrownBy(() -> Checkers.named("fuzzy"))
        .hasMessageContaining("there are exact, lines");
  }

  @Test
  void aJudgeThatBreaksHasNotAccepted() {
    assertThat(JudgeConvention.KATTIS.verdict(42)).isEqualTo(Verdict.PASSED);
    assertThat(JudgeConvention.KATTIS.verdict(43)).isEqualTo(Verdict.FAILED);
    assertThat(JudgeConvention.KATTIS.verdict(0)).isEqualTo(Verdict.JUDGE_CRASHED);
    assertThat(JudgeConvention.KATTIS.verdict(-11)).isEqualTo(Verdict.JUDGE_CRASHED);
    assertThat(JudgeConvention.TESTLIB.verdict(0)).isEqualTo(Verdict.PASSED);
    assertThat(JudgeConvention.TESTLIB.verdict(2)).isEqualTo(Verdict.FAILED);
    assertThat(JudgeConvention.TESTLIB.verdict(3)).isEqualTo(Verdict.JUDGE_CRASHED);
    assertThat(JudgeConvention.TESTLIB.verdict(42)).isEqualTo(Verdict.FAILED);
    assertThat(JudgeProgram.LIMITS.wallTime()).hasValue(Duration.ofSeconds(60));
  }
}
