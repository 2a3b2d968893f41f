package dev.sce.server.graders;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the program in what a model wrote. */
final class ModelText {
  private static final String THOUGHT_ENDS = "</think>";

  /** A line that begins a block, with the name of a language or without. */
  private static final Pattern FENCE = Pattern.compile("(?m)^ {0,3}+(`{3,}+|~{3,}+)[^\\n`]*+$");

  /** Words by which models mark the beginnings and ends of turns. */
  private static final Pattern SPECIAL = Pattern.compile("<\\|[^|<>\\s]{1,40}\\|>|</?s>");

  private ModelText() {}

  /**
   * Returns the last block between fences, after what the model thought; if there is none, all of
   * the text without marks of turns.
   */
  static String program(String text) {
    int thought = text.lastIndexOf(THOUGHT_ENDS);
    String answer = thought < 0 ? text : text.substring(thought + THOUGHT_ENDS.length());
    Matcher fence = FENCE.matcher(answer);
    String last = null;
    int at = 0;
    while (fence.find(at)) {
      String marks = fence.group(1);
      int begin = Math.min(fence.end() + 1, answer.length());
      Matcher closing =
          Pattern.compile("(?m)^ {0,3}" + Pattern.quote(marks) + "[ \\t]*").matcher(answer);
      boolean closed = closing.find(begin);
      last = answer.substring(begin, closed ? closing.start() : answer.length());
      if (!closed) {
        break;
      }
      at = closing.end();
    }
    return last == null || last.isBlank()
        ? SPECIAL.matcher(answer).replaceAll("").strip()
        : SPECIAL.matcher(last).replaceAll("");
  }
}
