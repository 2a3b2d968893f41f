package dev.sce.judge;

/**
 * Tells answers of a chat, in which programs stand between fences, from programs.
 *
 * <p>Only asked for warnings: a text is judged as it is, whatever it looks like.
 */
public final class Markdown {
  private static final int DEEPEST = 3;

  private Markdown() {}

  /** Whether a line begins with three backticks or tildes, after three blanks at the most. */
  public static boolean hasFence(String text) {
    for (int line = 0; line < text.length(); line = after(text, line)) {
      int at = line;
      while (at < text.length() && at - line < DEEPEST && text.charAt(at) == ' ') {
        at++;
      }
      if (text.startsWith("```", at) || text.startsWith("~~~", at)) {
        return true;
      }
    }
    return false;
  }

  private static int after(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end + 1;
  }
}
