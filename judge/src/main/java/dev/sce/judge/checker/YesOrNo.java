package dev.sce.judge.checker;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes texts as Codeforces' problems do not care how they are written. */
final class YesOrNo {
  private YesOrNo() {}

  /**
   * Returns the words with one blank between them; {@code yes} and {@code no} in capital letters.
   */
  static String normal(String text) {
    return Arrays.stream(text.strip().split("\\s+", -1))
        .map(YesOrNo::word)
        .collect(Collectors.joining(" "));
  }

  /** Also within a word such as {@code (yes)}, where nothing of another word touches it. */
  private static String word(String word) {
    StringBuilder result = new StringBuilder();
    for (int at = 0; at < word.length(); ) {
      int end = at;
      while (end < word.length() && isWordPart(word.charAt(end))) {
        end++;
      }
      String part = word.substring(at, Math.max(end, at + 1));
      boolean told = part.equalsIgnoreCase("yes") || part.equalsIgnoreCase("no");
      result.append(told ? SmallLetters.of(part).equals("yes") ? "YES" : "NO" : part);
      at += part.length();
    }
    return result.toString();
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
