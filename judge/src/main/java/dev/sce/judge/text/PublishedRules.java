package dev.sce.judge.text;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Extraction as trainers and benchmarks do it, oddities included. Their fences are three backticks
 * anywhere, also within a line or a string of the program.
 */
final class PublishedRules {
  private static final String FENCE = "```";
  private static final String PYTHON = "python";

  /** The tag of a block of rLLM is one word, or nothing. */
  private static final Pattern TAG = Pattern.compile("\\w*", Pattern.UNICODE_CHARACTER_CLASS);

  private PublishedRules() {}

  static Extraction prime(String text) {
    int begin = text.lastIndexOf(FENCE + PYTHON);
    return begin < 0
        ? Extraction.text(upToFence(text, 0))
        : Extraction.block(upToFence(text, begin + FENCE.length() + PYTHON.length()));
  }

  static Extraction sandboxFusion(String text) {
    if (text.contains(FENCE + PYTHON)) {
      return prime(text);
    }
    int fence = text.indexOf(FENCE);
    if (fence < 0) {
      return Extraction.nothing();
    }
    String block = upToFence(text, fence + FENCE.length());
    int newline = block.indexOf('\n');
    String first = newline < 0 ? "" : block.substring(0, newline).strip();
    boolean tag = !first.isEmpty() && first.codePoints().allMatch(Character::isLetter);
    return Extraction.block(tag ? block.substring(newline + 1) : block);
  }

  static Extraction deepCoder(String text) {
    String last = null;
    Matcher tag = TAG.matcher(text);
    int at = text.indexOf(FENCE);
    while (at >= 0) {
      int begin = at + FENCE.length();
      var _ = tag.region(begin, text.length()).lookingAt();
      int newline = tag.end();
      int close = text.indexOf(FENCE, newline);
      boolean opens = newline < text.length() && text.charAt(newline) == '\n';
      if (opens && close >= 0) {
        last = text.substring(newline + 1, close);
        at = text.indexOf(FENCE, close + FENCE.length());
      } else {
        at = text.indexOf(FENCE, at + 1);
      }
    }
    return last == null ? Extraction.nothing() : Extraction.block(last.strip());
  }

  static Extraction liveCodeBench(String text) {
    int last = text.lastIndexOf(FENCE);
    int end = last < 0 ? -1 : text.lastIndexOf('\n', last);
    int fence = end < 0 ? -1 : text.lastIndexOf(FENCE, end - 1);
    if (fence < 0) {
      return Extraction.nothing();
    }
    int begin = text.indexOf('\n', fence) + 1;
    return Extraction.block(begin > end ? "" : text.substring(begin, end));
  }

  static Extraction openR1(String text, @Nullable String language) {
    String open = FENCE + Objects.requireNonNullElse(language, PYTHON) + "\n";
    String last = null;
    int at = text.indexOf(open);
    while (at >= 0) {
      int close = text.indexOf(FENCE, at + open.length());
      if (close < 0) {
        break;
      }
      last = text.substring(at + open.length(), close);
      at = text.indexOf(open, close + FENCE.length());
    }
    return last == null ? Extraction.nothing() : Extraction.block(last);
  }

  static Extraction openInstruct(String text) {
    String last = null;
    int at = text.indexOf(FENCE);
    while (at >= 0) {
      int begin = at + FENCE.length();
      begin += text.startsWith(PYTHON, begin) ? PYTHON.length() : 0;
      int close = text.indexOf(FENCE, begin);
      if (close < 0) {
        break;
      }
      last = text.substring(begin, close);
      at = text.indexOf(FENCE, close + FENCE.length());
    }
    return last == null ? Extraction.text(text) : Extraction.block(last.strip());
  }

  static Extraction nemoSkills(String text, @Nullable String language) {
    String answer = text.strip().replace("\r", "");
    if (answer.contains("<think>")) {
      int end = answer.indexOf("</think>");
      if (end < 0) {
        return new Extraction("", Extraction.Found.UNFINISHED_REASONING);
      }
      answer = answer.substring(end + "</think>".length()).strip();
    }
    String tagged = FENCE + Objects.requireNonNullElse(language, PYTHON);
    int at = answer.indexOf(tagged);
    int begin = at < 0 ? answer.indexOf(FENCE) + FENCE.length() : at + tagged.length();
    return begin < FENCE.length()
        ? Extraction.text(answer)
        : Extraction.block(upToFence(answer.substring(begin).strip(), 0).strip());
  }

  private static String upToFence(String text, int begin) {
    int end = text.indexOf(FENCE, begin);
    return text.substring(begin, end < 0 ? text.length() : end);
  }
}
