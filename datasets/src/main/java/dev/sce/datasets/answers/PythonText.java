package dev.sce.datasets.answers;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Writes values of JSON as Python does. */
final class PythonText {
  private PythonText() {}

  /** Returns an expression that gives what Python's {@code json.loads} makes of the value. */
  static String of(JsonNode json) {
    if (json.isArray()) {
      return "[" + String.join(", ", json.valueStream().map(PythonText::of).toList()) + "]";
    }
    if (json.isObject()) {
      List<String> entries = new ArrayList<>();
      json.forEachEntry(
          (key, value) ->
              entries.add(JsonNodeFactory.instance.stringNode(key) + ": " + PythonText.of(value)));
      return "{" + String.join(", ", entries) + "}";
    }
    if (json.isNull()) {
      return "None";
    }
    if (json.isBoolean()) {
      return json.asBoolean() ? "True" : "False";
    }
    boolean special = json.isNumber() && !json.isIntegralNumber() && !isFinite(json);
    // The words and escapes of JSON's texts and numbers mean the same in Python.
    return special ? "float('" + json.asString() + "')" : json.toString();
  }

  private static boolean isFinite(JsonNode number) {
    return Double.isFinite(number.asDouble(0));
  }
}
