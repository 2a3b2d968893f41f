package dev.sce.datasets.jsonl;

import dev.sce.datasets.JsonRow;
import dev.sce.json.InvalidDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The names of fields in the format that docs/datasets.md describes.
 *
 * <p>Rows may have fields of people's own, so only what looks like a slip is refused: a name that
 * is nearly that of a field which is not there, and which would be without effect.
 */
final class JsonlFields {
  private static final int FARTHEST_SLIP = 2;

  private static final List<String> COMMON =
      List.of("id", "time_limit", "memory_limit", "solutions", "canonical_solution", "groups");

  private static final Map<String, List<String>> OF_TYPE =
      Map.of(
          "stdin", List.of("tests", "checker", "language", "stop_at_first_failure"),
          "call", List.of("function", "prompt", "tests", "tolerance"),
          "assert", List.of("tests", "prompt", "setup"),
          "function", List.of("entry_point", "test", "prompt"));

  private JsonlFields() {}

  /** Throws an {@link InvalidDataException} for a field that is probably misspelt. */
  static void check(JsonRow row, String type) {
    List<String> known = new ArrayList<>(COMMON);
    known.addAll(OF_TYPE.getOrDefault(type, List.of()));
    for (String name : row.json().propertyNames()) {
      if (known.contains(name)) {
        continue;
      }
      for (String field : known) {
        if (!row.json().has(field) && isSlip(name, field)) {
          throw row.invalid(name, "is unknown; did you mean '" + field + "'?");
        }
      }
    }
  }

  /** Two slips make many a short word out of another, so fewer count as slips there. */
  private static boolean isSlip(String name, String field) {
    return distance(name, field) <= Math.min(FARTHEST_SLIP, field.length() / 3);
  }

  /** How many letters to insert, leave out or replace to make one text of the other. */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length()];
  }
}
