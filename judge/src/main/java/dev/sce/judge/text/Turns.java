package dev.sce.judge.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Marks by which models end their turns, such as {@code <|im_end|>} and {@code </s>}. */
final class Turns {
  private static final Pattern MARK = Pattern.compile("<\\|[^|<>\\s]{1,40}\\|>|</?s>");

  private Turns() {}

  /** Returns a text without the marks at its end, and without the blanks between and after them. */
  static String withoutEnd(String text) {
    int end = text.length();
    while (true) {
      int last = end;
      while (last > 0 && Character.isWhitespace(text.charAt(last - 1))) {
        last--;
      }
      int begin = last == 0 || text.charAt(last - 1) != '>' ? -1 : text.lastIndexOf('<', last - 1);
      Matcher mark = MARK.matcher(text);
      if (begin < 0 || !mark.region(begin, last).matches()) {
        return text.substring(0, end);
      }
      end = begin;
    }
  }
}
