package dev.sce.report.page;

import dev.sce.eval.results.JudgedRow;
import dev.sce.json.Json;
import dev.sce.judge.Verdict;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The line that tells why a sample failed, without what differs from one sample to the next, so
 * that equal causes have equal lines.
 */
final class ErrorLine {
  private static final int LONGEST = 160;

  /** Of a longer text, only the end is looked at. */
  private static final int LOOKED_AT = 2000;

  private static final Pattern QUOTED =
      Pattern.compile("'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\"|`[^`]*+`");
  private static final Pattern ADDRESS = Pattern.compile("\\b0x[0-9a-fA-F]+");
  private static final Pattern PATH = Pattern.compile("(?<![\\w/])(?:/[\\w.+-]+){2,}/?");
  private static final Pattern NUMBER =
      Pattern.compile("(?<!\\w)-?\\d[\\d_]*+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?(?!x…)");
  private static final Pattern LIST = Pattern.compile("[\\[({](?:\\s*[N…,\\s]+)[\\])}]");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private ErrorLine() {}

  /** Returns what is said of a row, or of its first test that failed; empty for nothing. */
  static String of(JudgedRow row) {
    String said = row.detail();
    for (JudgedRow.Test test : row.tests()) {
      if (said != null) {
        break;
      }
      boolean failed = test.verdict() != Verdict.PASSED && test.verdict() != Verdict.SKIPPED;
      said = failed ? test.detail() : null;
    }
    return normalised(said);
  }

  /**
   * Returns the last line of a text with marks in place of numbers, paths, addresses and quotes.
   */
  static String normalised(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String end = text.length() > LOOKED_AT ? text.substring(text.length() - LOOKED_AT) : text;
    String line = end.lines().filter(each -> !each.isBlank()).reduce("", (_, last) -> last);
    line = QUOTED.matcher(line).replaceAll("'…'");
    line = ADDRESS.matcher(line).replaceAll("0x…");
    line = PATH.matcher(line).replaceAll("/…");
    line = NUMBER.matcher(line).replaceAll("N");
    line = LIST.matcher(line).replaceAll("[…]");
    line = BLANKS.matcher(line).replaceAll(" ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : Json.writable(line.substring(0, line.offsetByCodePoints(0, LONGEST))) + "…";
  }
}
