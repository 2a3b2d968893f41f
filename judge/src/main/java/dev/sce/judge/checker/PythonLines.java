package dev.sce.judge.checker;

import java.util.ArrayList;
import java.util.List;

/** Splits a text into lines as Python's {@code splitlines} does. */
final class PythonLines {
  private static final String ENDS = "\n\r\u000b\f\u001c\u001d\u001e\u0085\u2028\u2029";

  private PythonLines() {}

  static List<String> of(String text) {
    List<String> lines = new ArrayList<>();
    int begin = 0;
    for (int at = 0; at < text.length(); at++) {
      if (ENDS.indexOf(text.charAt(at)) >= 0) {
        lines.add(text.substring(begin, at));
        at += text.startsWith("\r\n", at) ? 1 : 0;
        begin = at + 1;
      }
    }
    if (begin < text.length()) {
      lines.add(text.substring(begin));
    }
    return lines;
  }
}
