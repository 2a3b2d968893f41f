package dev.sce.server.sandboxfusion;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the program in a model's answer, as this format does: complete fences count more than one
 * that is never closed, and a fence with the language's tag more than any other.
 *
 * @param code the program; empty if there is none
 * @param type {@code fenced}, {@code incomplete_fenced} or {@code empty}
 */
record Extraction(String code, String type) {
  private static final Pattern FENCE =
      Pattern.compile(
          "^[ \\t]{0,3}```[ \\t]*([^\\s`]*)[^\\n`]*\\n(.*?)^[ \\t]{0,3}```[ \\t]*$",
          Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern OPEN_FENCE =
      Pattern.compile(
          "^[ \\t]{0,3}```[ \\t]*([^\\s`]*)[^\\n`]*\\n(.*)\\z", Pattern.DOTALL | Pattern.MULTILINE);

  /** Tags of fences besides a language's own name. */
  private static final Map<String, List<String>> TAGS =
      Map.of(
          "python", List.of("py", "python3", "py3"),
          "cpp", List.of("c++", "cc", "cxx"),
          "nodejs", List.of("javascript", "js", "node"),
          "typescript", List.of("ts"),
          "csharp", List.of("c#", "cs"),
          "go", List.of("golang"),
          "bash", List.of("sh", "shell"),
          "rust", List.of("rs"),
          "kotlin_script", List.of("kotlin", "kts"),
          "D_ut", List.of("d"));

  /** Extracts the program of a language. */
  static Extraction of(String answer, String language) {
    String text = answer.replace("\r\n", "\n");
    String closed = first(FENCE.matcher(text), language);
    if (closed != null) {
      return new Extraction(closed, "fenced");
    }
    String open = first(OPEN_FENCE.matcher(text), language);
    return open == null ? new Extraction("", "empty") : new Extraction(open, "incomplete_fenced");
  }

  private static @Nullable String first(Matcher matcher, String language) {
    String any = null;
    while (matcher.find()) {
      if (isTag(matcher.group(1), language)) {
        return matcher.group(2);
      }
      any = any == null ? matcher.group(2) : any;
    }
    return any;
  }

  private static boolean isTag(String tag, String language) {
    String lower = tag.toLowerCase(Locale.ROOT);
    return lower.equals(language.toLowerCase(Locale.ROOT))
        || TAGS.getOrDefault(language, List.of()).contains(lower);
  }
}
