package dev.sce.judge.language;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The words and signs of a source text in Java or Scala, without comments and literals.
 *
 * <p>Looks at every character about once, whatever the text is: it may be hostile, or no program at
 * all.
 */
final class SourceTokens {
  /** Of a character in quotes that is written as an escape. */
  private static final int LONGEST_ESCAPE = 12;

  private final String text;
  private final boolean scala;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  /**
   * One word or sign.
   *
   * @param text the word, or one character
   * @param column how far from the beginning of its line it stands, from 0
   */
  record Token(String text, int column) {
    /** Whether it is that word or sign. */
    boolean is(String other) {
      return text.equals(other);
    }

    /** Whether it is a name, or a keyword. */
    boolean isWord() {
      return Character.isUnicodeIdentifierStart(text.charAt(0))
          || text.charAt(0) == '_'
          || text.charAt(0) == '$';
    }
  }

  private SourceTokens(String text, boolean scala) {
    this.text = text;
    this.scala = scala;
  }

  /** Returns the tokens of a text in Java. */
  static List<Token> ofJava(String text) {
    return new SourceTokens(withoutEscapes(text), false).read();
  }

  /** Returns the tokens of a text in Scala. */
  static List<Token> ofScala(String text) {
    return new SourceTokens(text, true).read();
  }

  private List<Token> read() {
    int line = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        line = at + 1;
      }
      if (Character.isWhitespace(c)) {
        at++;
      } else if (text.startsWith("//", at)) {
        skipTo("\n");
      } else if (text.startsWith("/*", at)) {
        skipComment();
      } else if (c == '"') {
        skipText();
      } else if (c == '\'') {
        skipCharacter();
      } else if (c >= '0' && c <= '9') {
        skipNumber();
      } else {
        take(Math.max(0, at - line));
      }
    }
    return tokens;
  }

  private void take(int column) {
    int from = at;
    if (scala && text.charAt(at) == '`') {
      int end = text.indexOf('`', at + 1);
      at = end < 0 ? text.length() : end + 1;
      add(text.substring(from + 1, Math.max(from + 1, at - 1)), column);
      return;
    }
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    at = Math.max(at, from + 1);
    add(text.substring(from, at), column);
  }

  private void add(String token, int column) {
    if (!token.isEmpty()) {
      tokens.add(new Token(token, column));
    }
  }

  private void skipTo(String end) {
    int found = text.indexOf(end, at);
    at = found < 0 ? text.length() : found;
  }

  /** Scala's comments hold comments, Java's do not. */
  private void skipComment() {
    int depth = 0;
    do {
      if (text.startsWith("/*", at) && (scala || depth == 0)) {
        depth++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0 && at < text.length());
  }

  private void skipText() {
    if (text.startsWith("\"\"\"", at)) {
      at += 3;
      while (at < text.length() && !text.startsWith("\"\"\"", at)) {
        at += !scala && text.charAt(at) == '\\' ? 2 : 1;
      }
      at = Math.min(text.length(), at + 3);
      while (scala && at < text.length() && text.charAt(at) == '"') {
        at++;
      }
      return;
    }
    at++;
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  /** A quote that begins no character is one of Scala's symbols, or an error. */
  private void skipCharacter() {
    int end = at + 1;
    if (end < text.length() && text.charAt(end) == '\\') {
      int last = Math.min(text.length(), at + LONGEST_ESCAPE);
      end = Math.min(end + 2, last);
      while (end < last && text.charAt(end) != '\'') {
        end++;
      }
      at = end < last ? end + 1 : at + 2;
      return;
    }
    end += end < text.length() ? Character.charCount(text.codePointAt(end)) : 0;
    at = end < text.length() && text.charAt(end) == '\'' ? end + 1 : at + 1;
  }

  private void skipNumber() {
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
  }

  /** Returns a text with the characters that Java's escapes, which count everywhere, stand for. */
  private static String withoutEscapes(String text) {
    if (!text.contains("\\u")) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair = c == '\\' && i + 1 < text.length();
      OptionalInt escaped = pair ? escaped(text, i + 1) : OptionalInt.empty();
      if (escaped.isPresent()) {
        plain.append((char) escaped.getAsInt());
        i = digits(text, i + 1) + 3;
      } else {
        plain.append(c);
        if (pair) {
          plain.append(text.charAt(++i));
        }
      }
    }
    return plain.toString();
  }

  private static int digits(String text, int from) {
    int first = from;
    while (first < text.length() && text.charAt(first) == 'u') {
      first++;
    }
    return first;
  }

  private static OptionalInt escaped(String text, int from) {
    int first = digits(text, from);
    if (first == from || first + 4 > text.length()) {
      return OptionalInt.empty();
    }
    int value = 0;
    for (int i = first; i < first + 4; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return OptionalInt.empty();
      }
      value = value * 16 + digit;
    }
    return OptionalInt.of(value);
  }
}
