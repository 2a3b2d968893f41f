package dev.sce.eval.stdin;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads numbers as Python's {@code float} does. */
final class PythonFloat {
  private static final int LONGEST = 5000;
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?(?:\\d+(?:_\\d+)*+(?:\\.(?:\\d+(?:_\\d+)*+)?)?|\\.\\d+(?:_\\d+)*+)"
              + "(?:[eE][+-]?\\d+(?:_\\d+)*+)?");
  private static final Pattern INFINITE =
      Pattern.compile("[+-]?inf(?:inity)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern NOT_A_NUMBER = Pattern.compile("[+-]?nan", Pattern.CASE_INSENSITIVE);

  private PythonFloat() {}

  /** Returns the number, or null for what is none. */
  static @Nullable Double parse(String text) {
    String stripped = text.strip();
    if (stripped.length() > LONGEST) {
      return null;
    }
    if (NUMBER.matcher(stripped).matches()) {
      return Double.valueOf(stripped.replace("_", ""));
    }
    if (INFINITE.matcher(stripped).matches()) {
      return stripped.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return NOT_A_NUMBER.matcher(stripped).matches() ? Double.NaN : null;
  }
}
