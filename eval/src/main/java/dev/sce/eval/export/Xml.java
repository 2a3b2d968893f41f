package dev.sce.eval.export;

/** Writes text that anybody may have chosen into XML 1.0. */
final class Xml {
  private static final char REPLACEMENT = '\ufffd';

  private Xml() {}

  /** Returns a text for between two tags. */
  static String text(String text) {
    return escape(text, false);
  }

  /** Returns a text for between double quotes; a line break in it stays one. */
  static String attribute(String text) {
    return escape(text, true);
  }

  private static String escape(String text, boolean attribute) {
    StringBuilder xml = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '"' -> xml.append(attribute ? "&quot;" : "\"");
                // A reader would make a blank or another line end of them.
                case '\r' -> xml.append("&#13;");
                case '\n' -> xml.append(attribute ? "&#10;" : "\n");
                case '\t' -> xml.append(attribute ? "&#9;" : "\t");
                default -> xml.appendCodePoint(isCharacter(point) ? point : REPLACEMENT);
              }
            });
    return xml.toString();
  }

  /** Whether XML 1.0 allows a character (section 2.2), and it is none that terminals act on. */
  private static boolean isCharacter(int point) {
    return (point >= 0x20 && point < 0x7f)
        || (point > 0x9f && point < 0xd800)
        || (point > 0xdfff && point < 0xfffe)
        || point > 0xffff;
  }
}
