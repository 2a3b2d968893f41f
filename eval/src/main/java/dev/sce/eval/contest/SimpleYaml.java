package dev.sce.eval.contest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of YAML that descriptions of problems use: maps within maps by indentation, texts,
 * comments, lists of texts.
 *
 * <p>Paths of maps are joined by dots, so {@code limits: {memory: 512}} over two lines is {@code
 * limits.memory}.
 *
 * @param values texts by path; lists are joined by spaces
 */
record SimpleYaml(Map<String, String> values) {

  /** Reads a text; what is beyond this part of YAML is left out. */
  static SimpleYaml parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    List<Level> open = new ArrayList<>();
    for (String raw : text.split("\\R")) {
      String line = withoutComment(raw).stripTrailing();
      String content = line.strip();
      if (content.isEmpty() || content.equals("---")) {
        continue;
      }
      int indent = line.length() - line.stripLeading().length();
      if (content.startsWith("- ") && !open.isEmpty()) {
        String item = unquoted(content.substring(2).strip());
        values.merge(open.getLast().path, item, (a, b) -> (a + " " + b).strip());
        continue;
      }
      int colon = content.indexOf(':');
      if (colon < 0) {
        continue;
      }
      while (!open.isEmpty() && open.getLast().indent >= indent) {
        open.removeLast();
      }
      String key = unquoted(content.substring(0, colon).strip());
      String path = open.isEmpty() ? key : open.getLast().path + "." + key;
      values.put(path, value(content.substring(colon + 1).strip()));
      open.add(new Level(indent, path));
    }
    return new SimpleYaml(values);
  }

  private record Level(int indent, String path) {}

  /** Returns a value that is there and not empty. */
  Optional<String> get(String path) {
    return Optional.ofNullable(values.get(path)).filter(value -> !value.isEmpty());
  }

  private static String value(String text) {
    if (text.startsWith("[") && text.endsWith("]")) {
      List<String> items = new ArrayList<>();
      for (String item : text.substring(1, text.length() - 1).split(",")) {
        items.add(unquoted(item.strip()));
      }
      return String.join(" ", items).strip();
    }
    return unquoted(text);
  }

  private static String unquoted(String text) {
    boolean quoted =
        text.length() >= 2
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(0) == text.charAt(text.length() - 1);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private static String withoutComment(String line) {
    boolean single = false;
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      quoted ^= c == '"' && !single;
      single ^= c == '\'' && !quoted;
      boolean starts = i == 0 || Character.isWhitespace(line.charAt(i - 1));
      if (c == '#' && starts && !single && !quoted) {
        return line.substring(0, i);
      }
    }
    return line;
  }
}
