package dev.sce.json.rows;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Looks up fields of a row by paths like {@code a.b} or {@code tests.0}. */
final class Fields {
  private static final int MOST_NAMES_SHOWN = 12;

  private Fields() {}

  /** Returns the value as text: strings as they are, everything else as JSON. */
  static String text(JsonNode row, String path) throws InvalidRowException {
    JsonNode value = find(row, path);
    if (value == null) {
      throw new InvalidRowException("field '" + path + "' is missing; the row has " + namesOf(row));
    }
    if (value.isNull()) {
      throw new InvalidRowException("field '" + path + "' is null");
    }
    return value.isString() ? value.stringValue() : value.toString();
  }

  /** Returns the value at a path; a field whose name itself contains the dots takes precedence. */
  static @Nullable JsonNode find(JsonNode row, String path) {
    JsonNode value = row.get(path);
    for (int dot = path.indexOf('.'); value == null && dot >= 0; dot = path.indexOf('.', dot + 1)) {
      JsonNode outer = row.get(path.substring(0, dot));
      if (outer != null) {
        String rest = path.substring(dot + 1);
        value = outer.isArray() ? element(outer, rest) : find(outer, rest);
      }
    }
    return value;
  }

  private static @Nullable JsonNode element(JsonNode array, String path) {
    int dot = path.indexOf('.');
    String number = dot < 0 ? path : path.substring(0, dot);
    if (!number.matches("\\d{1,9}")) {
      return null;
    }
    JsonNode value = array.get(Integer.parseInt(number));
    return dot < 0 || value == null ? value : find(value, path.substring(dot + 1));
  }

  private static String namesOf(JsonNode row) {
    if (row.size() == 0) {
      return "no fields";
    }
    String names =
        row.propertyNames().stream().limit(MOST_NAMES_SHOWN).collect(Collectors.joining(", "));
    return row.size() > MOST_NAMES_SHOWN ? names + ", …" : names;
  }
}
