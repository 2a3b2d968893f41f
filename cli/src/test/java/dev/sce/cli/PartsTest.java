package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.json.FinishedRows;
import dev.sce.json.Json;
import dev.sce.json.LineReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PartsTest {
  private static JsonNode json(String text) {
    return Json.MAPPER.readTree(text);
  }

  @ParameterizedTest
  @CsvSource({
    "10s,10000",
    "250ms,250",
    "1.5s,1500",
    "2m,120000",
    "3,3000",
    "0.5,500",
    "1h,3600000"
  })
  void timesAreParsed(String text, long millis) {
    assertThat(DurationText.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "-1s", "1d", "1e3", "999999999999h"})
  void whatIsNoTimeIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> DurationText.parse(text));
  }

  @Test
  void numbersOfSecondsThatAreNonsenseAreRefusedAtOnce() {
    for (String text : new String[] {"1e99999999", "1e2147483640", "1e-2147483640", "1e25"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DurationText.ofSeconds(new BigDecimal(text)));
    }
    assertThat(DurationText.ofSeconds(new BigDecimal("0.25"))).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void wordsAreSplitAsAShellWould() {
    assertThat(ShellWords.split("a  'b c' \"d \\\"e\\\" \\x\" f\\ g '' h'i'\"j\""))
        .containsExactly("a", "b c", "d \"e\" \\x", "f g", "", "hij");
    assertThat(ShellWords.split("  ")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> ShellWords.split("a \"b"));
    assertThatIllegalArgumentException().isThrownBy(() -> ShellWords.split("a\\"));
  }

  @Test
  void templatesPutValuesInAsTheyAre() throws Exception {
    JsonNode row =
        json("{\"a\":\"{{b}}\\\\n\",\"b\":2,\"c\":{\"d\":[true,{\"e\":\"x\"}]},\"f.g\":1}");
    assertThat(Template.ofTyped("{{a}}|{{ b }}|{{c.d.0}}|{{c.d.1.e}}|{{f.g}}|{{c}}").fill(row))
        .isEqualTo("{{b}}\\n|2|true|x|1|{\"d\":[true,{\"e\":\"x\"}]}");
    assertThat(Template.of("{ {x} } {{}} {{ }}").fill(row)).isEqualTo("{ {x} } {{}} {{ }}");
    assertThat(Template.of("{{my code}}").fill(json("{\"my code\":\"x\"}"))).isEqualTo("x");
    assertThatThrownBy(() -> Template.of("{{c.x}}").fill(row))
        .isInstanceOf(InvalidRowException.class)
        .hasMessage("field 'c.x' is missing; the row has a, b, c, f.g");
    assertThatThrownBy(() -> Template.of("{{n}}").fill(json("{\"n\":null}")))
        .hasMessageContaining("null");
  }

  @Test
  void linesOverTheLimitArePassedOver() throws IOException {
    String text = "short\n" + "x".repeat(200_000) + "\n\r\nlast";
    LineReader reader =
        new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 1000);
    List<String> seen = new ArrayList<>();
    for (LineReader.Line line = reader.next(); line != null; line = reader.next()) {
      byte[] bytes = line.bytes();
      seen.add(
          line.number()
              + (bytes == null ? "!" : new String(bytes, StandardCharsets.UTF_8))
              + (line.isBlank() ? "_" : ""));
    }
    assertThat(seen).containsExactly("1short", "2!", "3\r_", "4last");
  }

  @Test
  void progressLineTellsRateShareAndRest() {
    assertThat(PlainProgress.line(1200, 3, 300, 1000))
        .isEqualTo("1200 rows, 400.0/s, 30% of the input, about 7s left");
    assertThat(PlainProgress.line(10, 5, 0, 0)).isEqualTo("10 rows, 2.0/s");
  }

  @Test
  void finishedRowsTellNumbersFromTexts() {
    FinishedRows rows = new FinishedRows();
    assertThat(rows.add(100_000, json("1"))).isTrue();
    assertThat(rows.add(100_000, json("2"))).isFalse();
    assertThat(rows.matches(100_000, json("1"))).isTrue();
    assertThat(rows.matches(100_000, json("\"1\""))).isFalse();
    assertThat(rows.has(5_000_000_000L)).isFalse();
    assertThat(rows.has(99_999)).isFalse();
  }
}
