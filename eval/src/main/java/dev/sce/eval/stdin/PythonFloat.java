package dev.sce.eval.stdin;

import java.util.Locale;
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

  /** What may stand before the digits of a number without changing it. */
  private static final Pattern IDLE = Pattern.compile("^(?:\\+|(-))?0*");

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

  /**
   * Returns a text that is the same for the same infinity and for the same integer, to tell apart
   * numbers beyond double's range, all of which {@link #parse} gives as infinite.
   */
  static String digits(String text) {
    String stripped = text.strip();
    if (INFINITE.matcher(stripped).matches()) {
      return stripped.startsWith("-") ? "-inf" : "inf";
    }
    return IDLE.matcher(stripped.replace("_", "").toLowerCase(Locale.ROOT)).replaceFirst("$1");
  }
}
