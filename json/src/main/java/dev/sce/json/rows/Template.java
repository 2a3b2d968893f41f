package dev.sce.json.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A text in which <code>{{field}}</code> and <code>{{a.b}}</code> are replaced by a row's values.
 *
 * <p>Values are inserted as they are, once: braces within a value are not interpreted. Immutable.
 */
public final class Template {
  private static final Pattern FIELD =
      Pattern.compile("\\{\\{ *([^{}\\s](?:[^{}\\n]*[^{}\\s])?) *}}");

  /** A piece of the text: either literal, or the path of a field. */
  private record Piece(String text, boolean isField) {}

  private final List<Piece> pieces;

  private Template(List<Piece> pieces) {
    this.pieces = pieces;
  }

  /** Returns the template of a text without interpreting backslashes. */
  public static Template of(String text) {
    List<Piece> pieces = new ArrayList<>();
    Matcher matcher = FIELD.matcher(text);
    int end = 0;
    while (matcher.find()) {
      pieces.add(new Piece(text.substring(end, matcher.start()), false));
      pieces.add(new Piece(matcher.group(1), true));
      end = matcher.end();
    }
    pieces.add(new Piece(text.substring(end), false));
    return new Template(List.copyOf(pieces));
  }

  /** Returns the template of a typed text, where {@code \n} is a newline and {@code \\} one \. */
  public static Template ofTyped(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char following = i + 1 < text.length() ? text.charAt(i + 1) : 0;
      if (c == '\\' && (following == 'n' || following == '\\')) {
        plain.append(following == 'n' ? '\n' : '\\');
        i++;
      } else {
        plain.append(c);
      }
    }
    return of(plain.toString());
  }

  /**
   * Returns the text with the values of a row.
   *
   * @throws InvalidRowException if the row lacks a field
   */
  public String fill(JsonNode row) throws InvalidRowException {
    StringBuilder filled = new StringBuilder();
    for (Piece piece : pieces) {
      filled.append(piece.isField ? Fields.text(row, piece.text) : piece.text);
    }
    return filled.toString();
  }
}
