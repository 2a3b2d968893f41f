package dev.sce.server.graders;

import dev.sce.datasets.encoded.PackedValue;
import dev.sce.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a list of tests in the forms that open-instruct sends. */
final class EncodedTests {
  /** Heaps are shared by all requests. */
  private static final int MOST_BYTES =
      (int) Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 16);

  private static final JsonNode NONE = Json.MAPPER.createArrayNode();

  private EncodedTests() {}

  /** Returns the list: as it is, or from JSON or a compressed pickle; what is none is empty. */
  static JsonNode read(JsonNode given) {
    JsonNode tests = given.isString() ? decoded(given.stringValue()) : given;
    return tests.isArray() ? tests : NONE;
  }

  private static JsonNode decoded(String text) {
    try {
      return Json.BOUNDED.readTree(text);
    } catch (JacksonException e) {
      // It is the other form, then.
    }
    try {
      return PackedValue.read(text, MOST_BYTES);
    } catch (IllegalArgumentException e) {
      return NONE;
    }
  }
}
