package dev.sce.datasets.verifiable;

import dev.sce.datasets.JsonRow;
import dev.sce.datasets.encoded.PackedValue;
import dev.sce.datasets.encoded.PythonLiteral;
import dev.sce.judge.call.PythonJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Finds the tests of a row and decodes them: they may stand there as they are, or as text that
 * holds JSON, a literal of Python, or a compressed pickle.
 *
 * @param path where they stand, for messages
 * @param value the tests: a container, or a text that is a program
 */
record TestsField(String path, JsonNode value) {
  /** In the order in which they are looked for; the first one that a row has counts. */
  static final List<String> PATHS =
      List.of(
          "verification_info",
          "reward_model.ground_truth",
          "verifier_metadata.unit_tests",
          "extra_info.inputs_outputs",
          "input_output",
          "tests",
          "test_cases",
          "unit_tests",
          "ground_truth",
          "official_tests",
          "test_list",
          "test_code",
          "test");

  /** Texts within texts are as deep in files that were written twice. */
  private static final int MOST_LAYERS = 3;

  private static final int MOST_BYTES = 1 << 30;

  /**
   * Finds the tests of a row.
   *
   * @param wanted the path to look at and no other; absent for the usual ones
   */
  static TestsField of(JsonRow row, @Nullable String wanted) throws Unusable {
    if (wanted == null && isCheck(row.json())) {
      return new TestsField("test", row.json().get("test"));
    }
    for (String path : wanted == null ? PATHS : List.of(wanted)) {
      JsonNode value = at(row.json(), path);
      if (value != null) {
        return new TestsField(path, decoded(path, value));
      }
    }
    String has = "the row has " + String.join(", ", row.json().propertyNames());
    throw wanted == null
        ? new Unusable(
            "no tests",
            has + "; none of these holds tests; name the field that does with --tests PATH")
        : new Unusable("no tests", has + ", but no '" + wanted + "', where --tests looks");
  }

  /**
   * Whether a row says what its check is given. LeetCodeDataset has the examples of the statement
   * beside it, which are no tests.
   */
  private static boolean isCheck(JsonNode json) {
    return json.path("entry_point").isString()
        && json.path("test").asString("").contains("def check(");
  }

  /** Follows a path through objects, some of which may be texts that hold JSON. */
  static @Nullable JsonNode at(JsonNode json, String path) throws Unusable {
    JsonNode value = json;
    for (String name : path.split("\\.", -1)) {
      if (value.isString()) {
        value = decoded(path, value);
      }
      value = value.path(name);
    }
    return value.isMissingNode() || value.isNull() || isEmptyText(value) ? null : value;
  }

  private static boolean isEmptyText(JsonNode value) {
    return value.isString() && value.asString().isBlank();
  }

  /** Returns what a text holds, or a text that is a program as it is. */
  static JsonNode decoded(String path, JsonNode given) throws Unusable {
    JsonNode value = given;
    for (int layer = 0; layer < MOST_LAYERS && value.isString(); layer++) {
      String text = value.asString();
      String stripped = text.strip();
      if (stripped.startsWith("[") || stripped.startsWith("{") || stripped.startsWith("\"")) {
        value = container(path, stripped);
      } else if (PackedValue.isLikely(stripped)) {
        value = packed(path, stripped);
      } else {
        return value;
      }
    }
    return value;
  }

  private static JsonNode container(String path, String text) throws Unusable {
    try {
      return PythonJson.MAPPER.readTree(text);
    } catch (JacksonException notJson) {
      try {
        return PythonLiteral.read(text);
      } catch (IllegalArgumentException notPython) {
        throw new Unusable(
            "unreadable tests",
            "the text in '"
                + path
                + "' is no JSON ("
                + notJson.getOriginalMessage()
                + ") and no literal of Python ("
                + notPython.getMessage()
                + "); write it as JSON");
      }
    }
  }

  private static JsonNode packed(String path, String text) throws Unusable {
    try {
      return PackedValue.read(text, MOST_BYTES);
    } catch (IllegalArgumentException e) {
      throw new Unusable(
          "unreadable tests",
          "the text in '"
              + path
              + "' looks like a compressed pickle, but "
              + e.getMessage()
              + "; write it as JSON");
    }
  }
}
