package dev.sce.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          NameError: name 'x' is not defined                 | NameError: name '…' is not defined
          expected 17, got -2.5e3                            | expected N, got N
          <f object at 0x7f00ab12>                           | <f object at 0x…>
          No such file: /tmp/a/b.txt                         | No such file: /…
          SyntaxError: invalid syntax (solution.py, line 12) | SyntaxError: invalid syntax (solution.py, line N)
          expected [1, 2, 3], got []                         | expected […], got []
          invalid literal for int(): "a\\"b"                  | invalid literal for int(): '…'
          utf8 and int32 keep their names                    | utf8 and int32 keep their names
          """)
  void whatDiffersBetweenSamplesIsLeftOut(String line, String normalised) {
    assertThat(ErrorLine.normalised(line)).isEqualTo(normalised);
  }

  @Test
  void onlyTheLastLineThatSaysSomethingCounts() {
    assertThat(ErrorLine.normalised("Traceback:\n  File\nKeyError\n\n")).isEqualTo("KeyError");
    assertThat(ErrorLine.normalised(null)).isEmpty();
    assertThat(ErrorLine.normalised("\n \n")).isEmpty();
  }

  @Test
  void longLinesBecomeShort() {
    assertThat(ErrorLine.normalised("a\u202eb\0" + "c".repeat(9000)).codePoints().count())
        .isLessThanOrEqualTo(161);
    assertThat(ErrorLine.normalised("'".repeat(9001) + "\\".repeat(9000))).isNotNull();
  }
}
