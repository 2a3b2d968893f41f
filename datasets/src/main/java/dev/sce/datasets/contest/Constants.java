package dev.sce.datasets.contest;

import dev.sce.Blob;
import dev.sce.DataSize;
import dev.sce.json.InvalidDataException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The constants of a package: {@code {{name}}} and {@code {{name.variant}}} in its validators,
 * included files, submissions and settings of tests stand for them.
 *
 * @param values texts by what stands between the braces
 */
record Constants(Map<String, String> values) {
  private static final String NAME = "[a-zA-Z_][a-zA-Z0-9_]*";
  private static final Pattern USE = Pattern.compile("\\{\\{(" + NAME + "(?:\\." + NAME + ")?)}}");

  private static final long MOST_ADDED = DataSize.ofMebibytes(4).bytes();

  /** No constants. */
  static final Constants NONE = new Constants(Map.of());

  /** Copies the map. */
  Constants {
    values = Map.copyOf(values);
  }

  /** Reads a map of constants; what is wrong with them is added to the problems. */
  static Constants read(JsonNode yaml, List<String> problems) {
    Map<String, String> values = new HashMap<>();
    for (var entry : yaml.properties()) {
      JsonNode value = entry.getValue();
      JsonNode whole = value.isObject() ? value.path("value") : value;
      if (!entry.getKey().matches(NAME) || !whole.isString()) {
        problems.add("constants." + entry.getKey() + " of problem.yaml");
        continue;
      }
      values.put(entry.getKey(), whole.asString());
      values.put(entry.getKey() + ".value", whole.asString());
      value
          .properties()
          .forEach(
              variant ->
                  values.put(
                      entry.getKey() + "." + variant.getKey(), variant.getValue().asString("")));
    }
    return new Constants(values);
  }

  /**
   * Returns a text with constants in place of their names.
   *
   * @throws InvalidDataException when it becomes too large
   */
  String applied(String text) {
    return values.isEmpty() ? text : new Use(values).applied(text);
  }

  /**
   * Returns files with constants in place of their names, whatever their encoding.
   *
   * @throws InvalidDataException when they become too large together
   */
  SequencedMap<String, Blob> applied(SequencedMap<String, Blob> files) {
    if (values.isEmpty()) {
      return files;
    }
    Map<String, String> asBytes = new HashMap<>();
    values.forEach((name, value) -> asBytes.put(name, asBytes(value)));
    Use use = new Use(asBytes);
    LinkedHashMap<String, Blob> applied = new LinkedHashMap<>();
    files.forEach(
        (name, content) -> {
          String bytes = new String(content.toByteArray(), StandardCharsets.ISO_8859_1);
          byte[] replaced = use.applied(bytes).getBytes(StandardCharsets.ISO_8859_1);
          applied.put(name, Blob.of(replaced));
        });
    return applied;
  }

  /** Counts what it adds, for a short text can name a long constant very often. */
  private static final class Use {
    private final Map<String, String> values;
    private long added;

    Use(Map<String, String> values) {
      this.values = values;
    }

    String applied(String text) {
      return USE.matcher(text)
          .replaceAll(
              use -> {
                String value = values.getOrDefault(use.group(1), use.group());
                added += value.length();
                if (added > MOST_ADDED) {
                  throw new InvalidDataException(
                      "constants make it more than " + MOST_ADDED + " bytes larger");
                }
                return Matcher.quoteReplacement(value);
              });
    }
  }

  private static String asBytes(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
