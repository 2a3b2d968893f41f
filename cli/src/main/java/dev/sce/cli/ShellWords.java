package dev.sce.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command line into words by the quoting rules of the POSIX shell (XCU 2.2): single
 * quotes, double quotes, backslash. Nothing is expanded and no shell is run.
 */
final class ShellWords {
  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int next;

  private ShellWords(String text) {
    this.text = text;
  }

  /**
   * Returns the words.
   *
   * @throws IllegalArgumentException if a quote is not closed
   */
  static List<String> split(String text) {
    ShellWords splitter = new ShellWords(text);
    splitter.run();
    return splitter.words;
  }

  private void run() {
    while (next < text.length()) {
      char c = text.charAt(next++);
      switch (c) {
        case ' ', '\t', '\n' -> endWord();
        case '\'' -> singleQuoted();
        case '"' -> doubleQuoted();
        case '\\' -> escaped();
        default -> add(c);
      }
    }
    endWord();
  }

  private void singleQuoted() {
    int end = text.indexOf('\'', next);
    if (end < 0) {
      throw unclosed("single");
    }
    inWord = true;
    word.append(text, next, end);
    next = end + 1;
  }

  private void doubleQuoted() {
    inWord = true;
    while (next < text.length()) {
      char c = text.charAt(next++);
      if (c == '"') {
        return;
      }
      if (c == '\\' && next < text.length() && "\"\\$`".indexOf(text.charAt(next)) >= 0) {
        c = text.charAt(next++);
      }
      word.append(c);
    }
    throw unclosed("double");
  }

  private void escaped() {
    if (next == text.length()) {
      throw new IllegalArgumentException("a backslash at the end of: " + text);
    }
    add(text.charAt(next++));
  }

  private void add(char c) {
    inWord = true;
    word.append(c);
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }

  private IllegalArgumentException unclosed(String kind) {
    return new IllegalArgumentException("a " + kind + " quote is not closed in: " + text);
  }
}
