package dev.sce.report.page;

/**
 * Text that anybody may have chosen, so that nothing in it is invisible or turns what stands beside
 * it: control characters become their pictures, others that have no shape their code point.
 */
final class Shown {
  private static final int LONGEST = 300;
  private static final int PICTURES = 0x2400;
  private static final int DELETE = 0x7f;

  private Shown() {}

  static String text(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().limit(LONGEST).forEach(point -> append(shown, point));
    return text.codePointCount(0, text.length()) > LONGEST
        ? shown.append('…').toString()
        : shown.toString();
  }

  private static void append(StringBuilder shown, int point) {
    if (point < ' ') {
      shown.appendCodePoint(PICTURES + point);
    } else if (point == DELETE) {
      shown.append('\u2421');
    } else if (isInvisible(point)) {
      shown.append(String.format("⟨%04X⟩", point));
    } else {
      shown.appendCodePoint(point);
    }
  }

  private static boolean isInvisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
