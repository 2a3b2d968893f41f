package dev.sce.datasets;

import dev.sce.json.InvalidDataException;
import dev.sce.support.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One JSON object of a file, with readers of its fields that complain well.
 *
 * @param place where it stands, for messages, for example {@code problems.jsonl:17}
 * @param json the object
 */
public record JsonRow(String place, JsonNode json) {

  /** Returns a text or number as text; an {@link InvalidDataException} when it is not there. */
  public String text(String field) {
    return optionalText(field).orElseThrow(() -> missing(field));
  }

  /** Returns a text or number as text; empty when it is not there or null. */
  public Optional<String> optionalText(String field) {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString() && !value.isNumber()) {
      throw invalid(field, "must be a text");
    }
    return Optional.of(value.asString());
  }

  /** Returns a list of texts, a text as a list of one; empty when it is not there or null. */
  public List<String> texts(String field) {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      return List.of();
    }
    if (value.isString()) {
      return List.of(value.asString());
    }
    if (!value.isArray()) {
      throw invalid(field, "must be a list of texts");
    }
    List<String> texts = new ArrayList<>(value.size());
    for (JsonNode element : value) {
      if (!element.isString()) {
        throw invalid(field, "must be a list of texts");
      }
      texts.add(element.asString());
    }
    return texts;
  }

  /** Whether it has a field that is not null. */
  public boolean has(String field) {
    return json.hasNonNull(field);
  }

  /** Returns the complaint that a field is not there. */
  public InvalidDataException missing(String field) {
    String fields = String.join(", ", json.propertyNames());
    return new InvalidDataException(
        place + ": field '" + field + "' is missing; the row has " + fields);
  }

  /** Returns a complaint about a field. */
  public InvalidDataException invalid(String field, String what) {
    return new InvalidDataException(place + ": field '" + field + "' " + what);
  }

  /** Returns what tells values apart: 32 hexadecimal digits of a SHA-256. */
  public static String digest(JsonNode value) {
    String text = value.isString() ? value.asString() : value.toString();
    byte[] digest = Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, 16);
  }
}
