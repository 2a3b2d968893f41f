package dev.sce.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimedProblemTest {
  private static String of(String row) {
    return String.valueOf(ClaimedProblem.of(row.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void whatMakesARowUnreadableDoesNotHideItsProblem() {
    List<String> files =
        List.of(
            "[".repeat(20_000) + "]".repeat(20_000),
            "{\"" + "n".repeat(1_100_000) + "\": \"\"}",
            "9".repeat(1200),
            "1e99999999999",
            "{\"\\ud83d\": \"\"}");
    for (String value : files) {
      assertThat(of("{\"problem\": \"dbl\", \"files\": " + value + "}")).isEqualTo("dbl");
      assertThat(of("{\"files\": " + value + ", \"problem\": \"dbl\"}")).isEqualTo("dbl");
    }
    assertThat(of("{\"problem\": \"dbl\", \"files\": tru")).isEqualTo("dbl");
    assertThat(of("{\"name\": \"n\", \"task_id\": 17, \"x\": [")).isEqualTo("17");
  }

  @Test
  void whatNamesNoProblemHasNone() {
    assertThat(of("{\"files\": [")).isEqualTo("null");
    assertThat(of("[\"problem\", \"dbl\"")).isEqualTo("null");
    assertThat(of("")).isEqualTo("null");
    assertThat(of("{\"a\": {\"problem\": \"dbl\"}, \"b\": tru")).isEqualTo("null");
  }
}
