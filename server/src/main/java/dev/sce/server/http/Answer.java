package dev.sce.server.http;

import dev.sce.Blob;
import dev.sce.json.Json;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * What a request is answered with as a whole.
 *
 * @param status the HTTP status
 * @param contentType what the body is
 * @param body its bytes
 * @param headers further headers, in this order
 */
public record Answer(int status, String contentType, Blob body, Map<String, String> headers) {
  private static final String JSON = "application/json";

  /** Returns an answer of JSON. */
  public static Answer json(int status, Blob body) {
    return new Answer(status, JSON, body, Map.of());
  }

  /** Returns an answer of JSON; the function writes one value. */
  public static Answer json(int status, Consumer<JsonGenerator> value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = Json.MAPPER.createGenerator(bytes)) {
      value.accept(json);
    }
    return json(status, Blob.of(bytes.toByteArray()));
  }

  /** Returns an answer of a JSON object; the function writes its members. */
  public static Answer object(int status, Consumer<JsonGenerator> members) {
    return json(
        status,
        json -> {
          json.writeStartObject();
          members.accept(json);
          json.writeEndObject();
        });
  }

  /** Returns an answer of plain text. */
  public static Answer text(int status, String text) {
    return new Answer(status, "text/plain; charset=utf-8", Blob.ofText(text), Map.of());
  }

  /** Returns an answer without a body. */
  public static Answer empty(int status) {
    return new Answer(status, JSON, Blob.EMPTY, Map.of());
  }

  /** Returns this answer with another header. */
  public Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, contentType, body, more);
  }
}
