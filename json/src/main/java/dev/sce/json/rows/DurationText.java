package dev.sce.json.rows;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads times like {@code 10s}, {@code 250ms}, {@code 1.5s}, {@code 2m}; a bare number is seconds.
 */
public final class DurationText {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)\\s*([a-z]*)");

  /** Powers of ten beyond which a number of seconds is not plausible. */
  private static final int LARGEST_MAGNITUDE = 20;

  private static final Map<String, Long> NANOS =
      Map.of(
          "", 1_000_000_000L,
          "s", 1_000_000_000L,
          "ms", 1_000_000L,
          "us", 1_000L,
          "m", 60_000_000_000L,
          "min", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private DurationText() {}

  /**
   * Reads a time.
   *
   * @throws IllegalArgumentException when the text is not a time
   */
  public static Duration parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
    Long unit = matcher.matches() ? NANOS.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a time; write 10s, 250ms or 2m, for example");
    }
    return ofNanos(new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)), text);
  }

  /**
   * Returns a number of seconds as a duration, rounded to nanoseconds.
   *
   * @throws IllegalArgumentException when the number is too large or too small for a time
   */
  public static Duration ofSeconds(BigDecimal seconds) {
    // A row may hold 1e99999999, whose digits must never be written out.
    long magnitude = (long) seconds.precision() - seconds.scale();
    if (seconds.signum() != 0 && Math.abs(magnitude) > LARGEST_MAGNITUDE) {
      throw new IllegalArgumentException("'" + seconds + "' is not a usable time");
    }
    return ofNanos(seconds.movePointRight(9), seconds.toString());
  }

  private static Duration ofNanos(BigDecimal nanos, String text) {
    try {
      return Duration.ofNanos(nanos.setScale(0, RoundingMode.HALF_UP).longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("'" + text + "' is too long a time", e);
    }
  }
}
