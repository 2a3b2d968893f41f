package dev.sce.eval.language;

import dev.sce.Blob;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the class that starts a program of the Java family, by a look at the text.
 *
 * <p>A text that fools these patterns does not start or does not compile; nothing else hangs on it.
 */
final class MainClass {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;?");
  private static final Pattern PUBLIC =
      Pattern.compile(
          "(?m)(?:^|;)\\s*public\\s+(?:(?:final|abstract|sealed|strictfp)\\s+)*(?:class|interface|enum|record)\\s+(\\w+)");
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|interface|enum|record|object)\\s+(\\w+)");
  private static final Pattern MAIN =
      Pattern.compile("\\bvoid\\s+main\\s*\\(|\\bdef\\s+main\\s*\\(|\\bextends\\s+App\\b");

  private MainClass() {}

  /** Returns the name that javac wants for a file of this text. */
  static String fileName(String code, String otherwise) {
    Matcher matcher = PUBLIC.matcher(code);
    return matcher.find() ? matcher.group(1) + ".java" : otherwise;
  }

  /** Returns the full name of the class with a main method; {@code Main} when none is seen. */
  static String of(Map<String, Blob> files) {
    for (Blob file : files.values()) {
      String text = file.text();
      Matcher main = MAIN.matcher(text);
      if (main.find()) {
        return packageOf(text) + typeBefore(text, main.end());
      }
    }
    return "Main";
  }

  private static String packageOf(String text) {
    Matcher matcher = PACKAGE.matcher(text);
    return matcher.find() ? matcher.group(1) + "." : "";
  }

  /** The last type that begins before the main method and is not closed before it. */
  private static String typeBefore(String text, int end) {
    Matcher matcher = TYPE.matcher(text);
    String name = "Main";
    while (matcher.find() && matcher.start() < end) {
      if (isOpen(text, matcher.end(), end)) {
        name = matcher.group(1);
        break;
      }
    }
    return name;
  }

  private static boolean isOpen(String text, int from, int to) {
    int depth = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0 && c == '}') {
        return false;
      }
    }
    return true;
  }
}
