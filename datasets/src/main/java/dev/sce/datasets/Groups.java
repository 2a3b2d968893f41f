package dev.sce.datasets;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Reads the labels by which problems are grouped. They change no verdict, so a row that lacks one,
 * or has something else there, is a problem outside of that group and no mistake.
 */
public final class Groups {
  /** Longer texts are no labels. */
  private static final int LONGEST = 100;

  private Groups() {}

  /**
   * Returns the labels of a row.
   *
   * @param fields names of fields, each also that of a group, in the order to show
   */
  public static Map<String, String> of(JsonNode row, String... fields) {
    Map<String, String> groups = new LinkedHashMap<>();
    for (String field : fields) {
      JsonNode value = row.path(field);
      String label = value.isString() || value.isIntegralNumber() ? value.asString().strip() : "";
      if (!label.isEmpty() && label.length() <= LONGEST) {
        groups.put(field, label);
      }
    }
    return groups;
  }
}
