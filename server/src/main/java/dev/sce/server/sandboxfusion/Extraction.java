package dev.sce.server.sandboxfusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the program in a model's answer, as this format does: complete fences count more than one
 * that is never closed, and a fence with the language's tag more than any other. Takes time in
 * proportion to the answer's length, whatever a model wrote.
 *
 * @param code the program; empty if there is none
 * @param type {@code fenced}, {@code incomplete_fenced} or {@code empty}
 */
record Extraction(String code, String type) {
  private static final String FENCE = "```";
  private static final int DEEPEST = 3;

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

  /** A block between fences, or from one to the end. */
  private record Block(String tag, String text, boolean closed) {}

  /** Extracts the program of a language. */
  static Extraction of(String answer, String language) {
    List<Block> blocks = blocks(answer.replace("\r\n", "\n"));
    Optional<Block> closed = first(blocks.stream().filter(Block::closed).toList(), language);
    if (closed.isPresent()) {
      return new Extraction(closed.get().text(), "fenced");
    }
    return first(blocks, language)
        .map(open -> new Extraction(open.text(), "incomplete_fenced"))
        .orElseGet(() -> new Extraction("", "empty"));
  }

  private static List<Block> blocks(String text) {
    List<Block> blocks = new ArrayList<>();
    String tag = null;
    int begin = 0;
    for (int line = 0; line < text.length(); ) {
      int end = text.indexOf('\n', line);
      int next = end < 0 ? text.length() : end + 1;
      String rest = afterFence(text, line, end < 0 ? text.length() : end);
      if (rest != null && tag == null && rest.indexOf('`') < 0 && end >= 0) {
        tag = rest.isBlank() ? "" : rest.strip().split("\\s", 2)[0];
        begin = next;
      } else if (rest != null && tag != null && rest.isBlank()) {
        blocks.add(new Block(tag, text.substring(begin, line), true));
        tag = null;
      }
      line = next;
    }
    if (tag != null) {
      blocks.add(new Block(tag, text.substring(begin), false));
    }
    return blocks;
  }

  /**
   * Returns what follows three backticks at the beginning of a line; null if they are not there.
   */
  private static @Nullable String afterFence(String text, int from, int to) {
    int at = from;
    while (at < to && at - from < DEEPEST && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return text.startsWith(FENCE, at) && at + FENCE.length() <= to
        ? text.substring(at + FENCE.length(), to)
        : null;
  }

  private static Optional<Block> first(List<Block> blocks, String language) {
    return blocks.stream()
        .filter(block -> isTag(block.tag(), language))
        .findFirst()
        .or(() -> blocks.stream().findFirst());
  }

  private static boolean isTag(String tag, String language) {
    String lower = tag.toLowerCase(Locale.ROOT);
    return lower.equals(language.toLowerCase(Locale.ROOT))
        || TAGS.getOrDefault(language, List.of()).contains(lower);
  }
}
