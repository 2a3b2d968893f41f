package dev.sce.judge.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallLettersTest {
  @Test
  void everyCharacterHasTheSmallFormOfTheLibrary() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String text = Character.toString(c);
      assertThat(SmallLetters.of(text)).isEqualTo(text.toLowerCase(Locale.ROOT));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ΑΣ", "ΑΣ Β", "ΑΣΒ", "Α'Σ", "ΑΣ'Β", "Σ", "ΣΑ", "ΣΣ", "ΑΣ.", "İΣ"})
  void sigmaHasAnotherFormAtTheEndOfAWord(String text) {
    assertThat(SmallLetters.of(text)).isEqualTo(text.toLowerCase(Locale.ROOT));
  }

  @Test
  void wordsAreThoseOfPython() {
    assertThat(SmallLetters.of("Α1Σ")).isEqualTo("α1σ");
  }
}
