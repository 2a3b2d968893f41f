package dev.sce.judge.checker;

import org.jspecify.annotations.Nullable;

/**
 * Reads numbers as Python's {@code float} does.
 *
 * <p>By hand and in one pass, since an output may be half a million words, each of which is looked
 * at.
 */
final class PythonFloat {
  private static final int LONGEST = 5000;

  private PythonFloat() {}

  /** Returns the number, or null for what is none. */
  static @Nullable Double parse(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.length() > LONGEST) {
      return null;
    }
    if (isNumber(stripped)) {
      return Double.valueOf(stripped.indexOf('_') < 0 ? stripped : stripped.replace("_", ""));
    }
    int sign = sign(stripped, 0);
    if (isInfinite(stripped)) {
      return stripped.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return isWord(stripped, sign, "nan") ? Double.NaN : null;
  }

  /**
   * Returns a text that is the same for the same infinity and for the same integer, to tell apart
   * numbers beyond double's range, all of which {@link #parse} gives as infinite.
   */
  static String digits(String text) {
    String stripped = text.strip();
    if (isInfinite(stripped)) {
      return stripped.startsWith("-") ? "-inf" : "inf";
    }
    String plain = stripped.replace("_", "").replace('E', 'e');
    int at = sign(plain, 0);
    String sign = plain.startsWith("-") ? "-" : "";
    while (at < plain.length() && plain.charAt(at) == '0') {
      at++;
    }
    return sign + plain.substring(at);
  }

  /** {@code [+-] digits [. [digits]] [e [+-] digits]}, or with nothing before the point. */
  private static boolean isNumber(String text) {
    int at = sign(text, 0);
    int whole = digits(text, at);
    boolean any = whole > at;
    at = whole;
    if (at < text.length() && text.charAt(at) == '.') {
      int fraction = digits(text, at + 1);
      any |= fraction > at + 1;
      at = fraction;
    }
    if (!any) {
      return false;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int exponent = sign(text, at + 1);
      at = digits(text, exponent);
      return at > exponent && at == text.length();
    }
    return at == text.length();
  }

  private static int sign(String text, int at) {
    return at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-') ? at + 1 : at;
  }

  /** Returns the end of digits, among which single underscores may stand. */
  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length()) {
      boolean joined = text.charAt(at) == '_' && at > from && isDigit(text, at + 1);
      if (!joined && !isDigit(text, at)) {
        break;
      }
      at += joined ? 2 : 1;
    }
    return at;
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static boolean isInfinite(String text) {
    int at = sign(text, 0);
    return isWord(text, at, "inf") || isWord(text, at, "infinity");
  }

  private static boolean isWord(String text, int from, String word) {
    if (text.length() - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      // Only letters of ASCII: the bit that tells small from capital ones has no meaning elsewhere.
      char c = text.charAt(from + i);
      if (c > 'z' || (c | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
