package dev.sce.judge.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WordSetsTest {
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?(?:\\d+(?:_\\d+)*+(?:\\.(?:\\d+(?:_\\d+)*+)?)?|\\.\\d+(?:_\\d+)*+)"
              + "(?:[eE][+-]?\\d+(?:_\\d+)*+)?");

  private final Random random = new Random(7);

  private String text(String letters, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  @Test
  void equalMeansEqualAsSetsOfSets() {
    for (int i = 0; i < 20_000; i++) {
      List<String> one = text("ab \n", random.nextInt(8)).lines().toList();
      List<String> other = text("ab \n", random.nextInt(8)).lines().toList();

      assertThat(WordSets.of(one, word -> word).equals(WordSets.of(other, word -> word)))
          .as("%s and %s", one, other)
          .isEqualTo(sets(one).equals(sets(other)));
    }
  }

  private static Set<Set<String>> sets(List<String> lines) {
    return lines.stream().map(line -> Set.copyOf(WordSets.words(line))).collect(Collectors.toSet());
  }

  @Test
  void numbersAreThoseOfPython() {
    for (int i = 0; i < 200_000; i++) {
      String text = text("12_.eE+-", 1 + random.nextInt(9));
      Double number = PythonFloat.parse(text);

      assertThat(number != null).as(text).isEqualTo(NUMBER.matcher(text).matches());
      if (number != null) {
        assertThat(number).isEqualTo(new BigDecimal(text.replace("_", "")).doubleValue());
      }
    }
  }

  @Test
  void wordsForNoNumbersAreReadInAnyCase() {
    assertThat(PythonFloat.parse("-Infinity")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(PythonFloat.parse("+inF")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(PythonFloat.parse("nAn")).isNaN();
    assertThat(PythonFloat.parse("\u0131nf")).isNull();
    assertThat(PythonFloat.parse("infi")).isNull();
  }
}
