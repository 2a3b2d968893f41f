package dev.sce.judge.checker;

/**
 * Text in small letters, as Python's {@code lower} gives it.
 *
 * <p>{@link String#toLowerCase} has no bound that a hostile text keeps to: for each capital sigma
 * it looks over the text for the end of the word, and each dotted I makes it copy everything.
 */
final class SmallLetters {
  private static final int SIGMA = 0x3a3;
  private static final int SMALL_SIGMA = 0x3c3;
  private static final int FINAL_SIGMA = 0x3c2;
  private static final int DOTTED_I = 0x130;

  /** Marks within words: {@code '.:··՟״‘’․‧︓︙﹒﹕＇．：}. */
  private static final String WITHIN_WORDS =
      "'.:\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a";

  private SmallLetters() {}

  static String of(String text) {
    StringBuilder small = new StringBuilder(text.length());
    boolean afterLetter = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == SIGMA) {
        // What lies between is looked at once for each sigma, which is none of it.
        int next = skipMarks(text, i);
        boolean beforeLetter = next < text.length() && isCased(text.codePointAt(next));
        small.appendCodePoint(afterLetter && !beforeLetter ? FINAL_SIGMA : SMALL_SIGMA);
      } else if (c == DOTTED_I) {
        small.append("i\u0307");
      } else {
        small.appendCodePoint(Character.toLowerCase(c));
      }
      afterLetter = isMark(c) ? afterLetter : isCased(c);
    }
    return small.toString();
  }

  private static int skipMarks(String text, int from) {
    int at = from;
    while (at < text.length() && isMark(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  private static boolean isCased(int c) {
    return Character.isLowerCase(c) || Character.isUpperCase(c) || Character.isTitleCase(c);
  }

  /** Whether it is passed over in the search for a letter: Unicode's "case-ignorable". */
  private static boolean isMark(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT,
          Character.MODIFIER_LETTER,
          Character.MODIFIER_SYMBOL ->
          true;
      default -> c < 0x10000 && WITHIN_WORDS.indexOf(c) >= 0;
    };
  }
}
