package dev.sce.json;

import dev.sce.Blob;
import dev.sce.DataSize;
import dev.sce.support.Seconds;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes one JSON object as one line, with times and sizes that may be absent. */
public final class JsonLine {
  private JsonLine() {}

  /** Returns the line of an object, with its newline; the function writes the object's fields. */
  public static Blob of(Consumer<JsonGenerator> fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = Json.MAPPER.createGenerator(bytes)) {
      json.writeStartObject();
      fields.accept(json);
      json.writeEndObject();
    }
    bytes.write('\n');
    return Blob.of(bytes.toByteArray());
  }

  /** Writes a time in seconds, always in digits: 0.000482, not 4.82E-4; null if absent. */
  public static void seconds(JsonGenerator json, String name, @Nullable Duration duration) {
    if (duration == null) {
      json.writeNullProperty(name);
    } else {
      json.writeNumberProperty(name, Seconds.of(duration));
    }
  }

  /** Writes a size in bytes; null if absent. */
  public static void size(JsonGenerator json, String name, @Nullable DataSize size) {
    if (size == null) {
      json.writeNullProperty(name);
    } else {
      json.writeNumberProperty(name, size.bytes());
    }
  }
}
