package dev.sce.json.rows;

import dev.sce.json.InputRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A row with its identity.
 *
 * @param row the row
 * @param id its identity: a string, a number or a boolean
 * @param problem why the row cannot be used; absent if it can
 * @param finished {@code true} if an earlier run has its result
 */
public record IdentifiedRow(InputRow row, JsonNode id, @Nullable String problem, boolean finished) {
  private IdentifiedRow(InputRow row, JsonNode id, @Nullable String problem) {
    this(row, id, problem, false);
  }

  /** Returns this row without its content, because its result exists. */
  public IdentifiedRow asFinished() {
    return new IdentifiedRow(
        new InputRow(row.index(), row.place(), null, null, row.size(), null), id, null, true);
  }

  /**
   * Finds the identity: the named field, otherwise {@code id}, {@code task_id} or the index.
   *
   * @param field the requested field; absent: the usual ones
   */
  public static IdentifiedRow of(InputRow row, @Nullable String field) {
    JsonNode byIndex = JsonNodeFactory.instance.numberNode(row.index());
    JsonNode json = row.json();
    if (json == null || row.problem() != null) {
      return new IdentifiedRow(row, byIndex, row.problem());
    }
    if (!json.isObject()) {
      return new IdentifiedRow(row, byIndex, "the row is not a JSON object");
    }
    if (field != null) {
      JsonNode value = scalar(Fields.find(json, field));
      return value != null
          ? new IdentifiedRow(row, value, null)
          : new IdentifiedRow(
              row, byIndex, "the id field '" + field + "' is missing or not a plain value");
    }
    for (String name : new String[] {"id", "task_id"}) {
      JsonNode value = scalar(json.get(name));
      if (value != null) {
        return new IdentifiedRow(row, value, null);
      }
    }
    return new IdentifiedRow(row, byIndex, null);
  }

  private static @Nullable JsonNode scalar(@Nullable JsonNode value) {
    return value != null && value.isValueNode() && !value.isNull() ? value : null;
  }
}
