package dev.sce.datasets.encoded;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a literal of Python as JSON: lists, tuples, dictionaries, texts, numbers, {@code None},
 * {@code True} and {@code False}. Tuples become arrays; keys become texts, as Python's own JSON
 * writes them. Nothing else is a literal here: no sets, no bytes, no expressions, no f-strings.
 */
public final class PythonLiteral {
  private static final int DEEPEST = 500;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String text;
  private int at;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /**
   * Returns the value.
   *
   * @throws IllegalArgumentException when the text is no such literal; says where
   */
  public static JsonNode read(String text) {
    PythonLiteral reader = new PythonLiteral(text);
    JsonNode value = reader.value(0);
    reader.skipBlanks();
    if (reader.at < text.length()) {
      throw reader.unexpected();
    }
    return value;
  }

  private JsonNode value(int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("nested deeper than " + DEEPEST);
    }
    skipBlanks();
    if (at >= text.length()) {
      throw new IllegalArgumentException("it ends where a value should follow");
    }
    char c = text.charAt(at);
    return switch (c) {
      case '[' -> elements(']', depth);
      case '(' -> tuple(depth);
      case '{' -> entries(depth);
      case '\'', '"', 'r', 'R', 'u', 'U' -> NODES.stringNode(texts());
      default -> Character.isLetter(c) ? word() : number();
    };
  }

  private ArrayNode elements(char close, int depth) {
    ArrayNode array = NODES.arrayNode();
    at++;
    while (!skips(close)) {
      array.add(value(depth + 1));
      if (!skips(',')) {
        expect(close);
        return array;
      }
    }
    return array;
  }

  /** A value in parentheses is a tuple only with a comma. */
  private JsonNode tuple(int depth) {
    int begin = at;
    ArrayNode array = elements(')', depth);
    boolean comma = at >= 2 && text.substring(begin, at - 1).stripTrailing().endsWith(",");
    return array.size() == 1 && !comma ? array.get(0) : array;
  }

  private ObjectNode entries(int depth) {
    ObjectNode object = NODES.objectNode();
    at++;
    while (!skips('}')) {
      JsonNode key = value(depth + 1);
      if (key.isContainer()) {
        throw new IllegalArgumentException("a key of a dictionary is no text or number" + place());
      }
      expect(':');
      object.set(key.isNull() ? "null" : key.asString(), value(depth + 1));
      if (!skips(',')) {
        expect('}');
        return object;
      }
    }
    return object;
  }

  /** Reads a text, and those right behind it, which belong to it. */
  private String texts() {
    StringBuilder all = new StringBuilder();
    do {
      boolean raw = false;
      char c = text.charAt(at);
      if (c != '\'' && c != '"') {
        raw = c == 'r' || c == 'R';
        at++;
      }
      quoted(all, raw);
      skipBlanks();
    } while (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"'));
    return all.toString();
  }

  private void quoted(StringBuilder result, boolean raw) {
    if (at >= text.length() || (text.charAt(at) != '\'' && text.charAt(at) != '"')) {
      throw unexpected();
    }
    String quote = text.substring(at, at + 1);
    if (text.startsWith(quote.repeat(3), at)) {
      quote = quote.repeat(3);
    }
    at += quote.length();
    while (!text.startsWith(quote, at)) {
      if (at >= text.length() || (quote.length() == 1 && text.charAt(at) == '\n')) {
        throw new IllegalArgumentException("a text has no end" + place());
      }
      char c = text.charAt(at++);
      if (c != '\\' || at >= text.length()) {
        result.append(c);
      } else if (raw) {
        result.append(c).append(text.charAt(at++));
      } else {
        escaped(result);
      }
    }
    at += quote.length();
  }

  private void escaped(StringBuilder result) {
    char c = text.charAt(at++);
    switch (c) {
      case '\n' -> {}
      case '\\', '\'', '"' -> result.append(c);
      case 'a' -> result.append('\u0007');
      case 'b' -> result.append('\b');
      case 'f' -> result.append('\f');
      case 'n' -> result.append('\n');
      case 'r' -> result.append('\r');
      case 't' -> result.append('\t');
      case 'v' -> result.append('\u000b');
      case 'x' -> result.appendCodePoint(hex(2));
      case 'u' -> result.append((char) hex(4));
      case 'U' -> {
        int code = hex(8);
        if (!Character.isValidCodePoint(code)) {
          throw new IllegalArgumentException("there is no such character" + place());
        }
        result.appendCodePoint(code);
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        result.append((char) octal());
      }
      default -> result.append('\\').append(c);
    }
  }

  private int hex(int digits) {
    if (at + digits > text.length()
        || !text.substring(at, at + digits).chars().allMatch(HexFormat::isHexDigit)) {
      throw new IllegalArgumentException("an escape lacks hexadecimal digits" + place());
    }
    at += digits;
    return (int) HexFormat.fromHexDigitsToLong(text, at - digits, at);
  }

  private int octal() {
    int value = 0;
    for (int i = 0; i < 3 && at < text.length(); i++) {
      char c = text.charAt(at);
      if (c < '0' || c > '7') {
        break;
      }
      value = value * 8 + (c - '0');
      at++;
    }
    return value;
  }

  private JsonNode word() {
    int begin = at;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    return switch (text.substring(begin, at)) {
      case "None" -> NODES.nullNode();
      case "True" -> NODES.booleanNode(true);
      case "False" -> NODES.booleanNode(false);
      default -> {
        at = begin;
        throw unexpected();
      }
    };
  }

  private JsonNode number() {
    int begin = at;
    while (at < text.length() && "+-.0123456789eE_".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(begin, at).replace("_", "");
    try {
      // A sign may stand before it, and nothing of Python's is longer than it is written.
      return digits.matches("[+-]?\\d+")
          ? NODES.numberNode(new BigInteger(digits))
          : NODES.numberNode(new BigDecimal(digits).doubleValue());
    } catch (NumberFormatException e) {
      at = begin;
      throw unexpected();
    }
  }

  private boolean skips(char c) {
    skipBlanks();
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char c) {
    if (!skips(c)) {
      throw unexpected();
    }
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException(
        at < text.length()
            ? "unexpected '" + text.charAt(at) + "'" + place()
            : "it ends too early");
  }

  private String place() {
    return " at character " + (Math.min(at, text.length()) + 1);
  }
}
