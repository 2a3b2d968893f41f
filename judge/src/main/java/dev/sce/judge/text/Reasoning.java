package dev.sce.judge.text;

import java.util.List;
import java.util.Optional;

/**
 * Tells what a model answers from what it reasons before: {@code <think>…</think>} and {@code
 * <|begin_of_thought|>…<|end_of_thought|>}. Within the answer, {@code <answer>…</answer>} and
 * {@code <|begin_of_solution|>…<|end_of_solution|>} are what counts.
 */
public final class Reasoning {
  private static final List<Tags> THOUGHTS =
      List.of(
          new Tags("<think>", "</think>"), new Tags("<|begin_of_thought|>", "<|end_of_thought|>"));

  private static final List<Tags> ANSWERS =
      List.of(
          new Tags("<answer>", "</answer>"),
          new Tags("<|begin_of_solution|>", "<|end_of_solution|>"));

  private Reasoning() {}

  /** What stands before and after a part. */
  private record Tags(String open, String close) {}

  /** Returns the answer; empty if the text ends before the reasoning does. */
  public static Optional<String> answer(String text) {
    String rest = text;
    for (Tags tags : THOUGHTS) {
      int closed = rest.lastIndexOf(tags.close());
      if (closed >= 0) {
        rest = rest.substring(closed + tags.close().length());
      }
      if (opening(rest, tags.open()) >= 0) {
        return Optional.empty();
      }
    }
    for (Tags tags : ANSWERS) {
      rest = within(rest, tags);
    }
    return Optional.of(rest);
  }

  private static String within(String text, Tags tags) {
    int open = opening(text, tags.open());
    if (open < 0) {
      return text;
    }
    int begin = open + tags.open().length();
    int end = text.lastIndexOf(tags.close());
    return text.substring(begin, end < begin ? text.length() : end);
  }

  /**
   * Finds a tag with nothing but blanks before it on its line, so that one in a sentence or in a
   * string of a program is none, and no fence in the lines before it, which may be the program's.
   */
  private static int opening(String text, String tag) {
    for (int at = text.indexOf(tag); at >= 0; at = text.indexOf(tag, at + 1)) {
      int line = at;
      while (line > 0 && (text.charAt(line - 1) == ' ' || text.charAt(line - 1) == '\t')) {
        line--;
      }
      if (line == 0 || text.charAt(line - 1) == '\n') {
        return Fence.in(text.substring(0, line)).isEmpty() ? at : -1;
      }
    }
    return -1;
  }
}
