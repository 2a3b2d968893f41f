package dev.sce.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
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
}
