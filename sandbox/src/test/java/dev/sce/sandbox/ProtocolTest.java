package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProtocolTest {
  private static final Pattern DEFINE = Pattern.compile("#define SCE_(\\w+) (0x[0-9a-fA-F]+|\\d+)");

  /** Both sides of the protocol keep their own numbers; this is what makes them one protocol. */
  @Test
  void numbersAreThoseOfTheHeader() throws Exception {
    Map<String, Integer> header = new HashMap<>();
    for (String line : Files.readAllLines(Path.of("src/main/c/protocol.h"))) {
      Matcher matcher = DEFINE.matcher(line);
      if (matcher.matches()) {
        header.put(matcher.group(1), Integer.decode(matcher.group(2)));
      }
    }
    assertThat(header).hasSizeGreaterThan(60);
    int compared = 0;
    for (Field field : Protocol.class.getDeclaredFields()) {
      if (field.getType() == int.class) {
        assertThat(header).containsEntry(field.getName(), field.getInt(null));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(40);
  }
}
