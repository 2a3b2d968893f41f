package dev.sce.support;

import java.util.stream.IntStream;

/**
 * Makes one harmless line of a text that may hold what a program has chosen, such as a file's name.
 *
 * <p>Whoever reads a log must be able to rely on its lines: a text must neither begin a new one nor
 * move a terminal's cursor, nor turn the direction of what follows.
 */
public final class LogText {
  /** The most characters that are kept; longer texts are cut. */
  public static final int MOST = 400;

  private LogText() {}

  /** Returns the text with {@code ?} in place of every character that a log should not hold. */
  public static String clean(String text) {
    return clean(text, MOST, '?');
  }

  /**
   * Returns the text with another character in place of every one that a log should not hold.
   *
   * @param most the number of characters that are kept; longer texts are cut
   */
  public static String clean(String text, int most, int replacement) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), most + 1));
    IntStream points = text.codePoints().limit(most);
    points.forEach(point -> clean.appendCodePoint(isPlain(point) ? point : replacement));
    return text.codePoints().skip(most).findAny().isPresent()
        ? clean.append('…').toString()
        : clean.toString();
  }

  private static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
