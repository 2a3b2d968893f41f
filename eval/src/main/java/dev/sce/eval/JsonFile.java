package dev.sce.eval;

import dev.sce.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Writes small files that are there as a whole or not at all. */
final class JsonFile {
  private JsonFile() {}

  static void write(Path file, Map<String, Object> fields) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".tmp");
    String json = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(fields);
    try {
      Files.write(draft, (json + "\n").getBytes(StandardCharsets.UTF_8));
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
