package dev.sce;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written like {@code 64m}.
 *
 * @param bytes the size, not negative
 */
public record DataSize(long bytes) implements Comparable<DataSize> {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,19})\\s*([kmgt]?)(?:i?b)?");
  private static final String UNITS = "kmgt";

  /** Checks that the size is not negative. */
  public DataSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a data size cannot be negative, but is " + bytes);
    }
  }

  /** Returns a size of that many bytes. */
  public static DataSize ofBytes(long bytes) {
    return new DataSize(bytes);
  }

  /** Returns a size of that many KiB (1024 bytes). */
  public static DataSize ofKibibytes(long count) {
    return new DataSize(Math.multiplyExact(count, 1L << 10));
  }

  /** Returns a size of that many MiB (1024 * 1024 bytes). */
  public static DataSize ofMebibytes(long count) {
    return new DataSize(Math.multiplyExact(count, 1L << 20));
  }

  /** Returns a size of that many GiB. */
  public static DataSize ofGibibytes(long count) {
    return new DataSize(Math.multiplyExact(count, 1L << 30));
  }

  /**
   * Reads {@code 512}, {@code 100k}, {@code 64m}, {@code 2g} or {@code 1t}; units are powers of
   * 1024.
   *
   * @throws IllegalArgumentException if the text is not a size or does not fit into 63 bits
   */
  public static DataSize parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a size; write a whole number of bytes or one with k, m, g or t");
    }
    try {
      long count = Long.parseLong(matcher.group(1));
      int power = 1 + UNITS.indexOf(matcher.group(2));
      int shift = matcher.group(2).isEmpty() ? 0 : 10 * power;
      return new DataSize(Math.multiplyExact(count, 1L << shift));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is too large a size", e);
    }
  }

  /** Returns the sum of this size and another. */
  public DataSize plus(DataSize other) {
    return new DataSize(Math.addExact(bytes, other.bytes));
  }

  @Override
  public int compareTo(DataSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** Returns the shortest exact form, for example {@code 64m}. */
  @Override
  public String toString() {
    if (bytes == 0) {
      return "0";
    }
    int unit = Math.min(Long.numberOfTrailingZeros(bytes) / 10, UNITS.length());
    return unit == 0 ? Long.toString(bytes) : (bytes >> (10 * unit)) + "" + UNITS.charAt(unit - 1);
  }
}
