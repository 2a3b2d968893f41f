package dev.sce.datasets.verifiable;

import dev.sce.datasets.JsonRow;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The reference solutions of a row. */
final class References {
  private static final List<String> FIELDS =
      List.of(
          "solutions",
          "solution",
          "canonical_solution",
          "gold_standard_solution",
          "reference_solution",
          "completion");

  private References() {}

  /** Returns them as whole programs, or as what continues a prompt; those of the first field. */
  static List<String> of(JsonRow row) {
    for (String field : FIELDS) {
      List<String> found = texts(field, row.json().path(field));
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private static List<String> texts(String field, JsonNode given) {
    List<String> texts = new ArrayList<>();
    JsonNode value = given;
    if (given.isString() && given.asString().strip().startsWith("[")) {
      try {
        value = TestsField.decoded(field, given);
      } catch (Unusable e) {
        // A program may begin with a bracket.
        value = given;
      }
    }
    if (value.isString() && !value.asString().isBlank()) {
      texts.add(value.asString());
    }
    value.valueStream().filter(JsonNode::isString).forEach(text -> texts.add(text.asString()));
    return texts;
  }
}
