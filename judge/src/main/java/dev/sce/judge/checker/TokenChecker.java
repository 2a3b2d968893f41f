package dev.sce.judge.checker;

import dev.sce.Blob;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares words.
 *
 * <p>With a tolerance, a word that is a decimal number in the expected output is compared as a
 * number: {@code [+-]digits[.digits][e[+-]digits]} in both, so that {@code 0.5}, {@code .5}, {@code
 * 5e-1} and {@code 00.50} are the same. Whole numbers count as numbers too. Everything else has to
 * be the same text: NaN, infinities and hexadecimal numbers are no numbers here, and numbers too
 * large for a {@code double} are compared as text. Without a tolerance every word is text, so
 * {@code 007} is not {@code 7}.
 *
 * @param caseSensitive whether small and capital letters differ
 * @param spaceSensitive whether the white space between words has to be the same, too
 * @param tolerance by how much numbers may differ; absent: words are text
 */
public record TokenChecker(
    boolean caseSensitive, boolean spaceSensitive, @Nullable Tolerance tolerance)
    implements Checker {
  private static final int LONGEST_NUMBER = 400;

  @Override
  public Optional<String> firstDifference(Blob expected, Blob output) {
    Words wanted = new Words(expected.toByteArray());
    Words found = new Words(output.toByteArray());
    for (int number = 1; ; number++) {
      AsciiBytes spaceWanted = wanted.space();
      AsciiBytes spaceFound = found.space();
      if (spaceSensitive && !spaceWanted.same(spaceFound, false)) {
        return Optional.of("the white space before word " + number + " differs" + found.where());
      }
      AsciiBytes a = wanted.word();
      AsciiBytes b = found.word();
      if (a.length() == 0 || b.length() == 0) {
        return lengthDifference(number, a, b, found);
      }
      if (!same(a, b)) {
        return Optional.of(
            "word " + number + found.where() + ": " + a.shown() + " expected, found " + b.shown());
      }
    }
  }

  private static Optional<String> lengthDifference(
      int number, AsciiBytes a, AsciiBytes b, Words found) {
    if (a.length() > 0) {
      return Optional.of("the output ends before word " + number + ": " + a.shown() + " expected");
    }
    return b.length() == 0
        ? Optional.empty()
        : Optional.of("word " + number + found.where() + " is too much: " + b.shown());
  }

  private boolean same(AsciiBytes expected, AsciiBytes found) {
    if (expected.same(found, !caseSensitive)) {
      return true;
    }
    if (tolerance == null || !isNumber(expected) || !isNumber(found)) {
      return false;
    }
    double wanted = value(expected);
    double got = value(found);
    return Double.isFinite(wanted) && Double.isFinite(got) && tolerance.accepts(wanted, got);
  }

  private static double value(AsciiBytes number) {
    String text =
        new String(number.all(), number.from(), number.length(), StandardCharsets.US_ASCII);
    return Double.parseDouble(text);
  }

  /** Whether it is a decimal number; by hand, since patterns on hostile texts can take for ever. */
  static boolean isNumber(AsciiBytes word) {
    if (word.length() > LONGEST_NUMBER) {
      return false;
    }
    byte[] all = word.all();
    int at = sign(all, word.from(), word.to());
    int whole = digits(all, at, word.to());
    int count = whole - at;
    at = whole;
    if (at < word.to() && all[at] == '.') {
      int fraction = digits(all, at + 1, word.to());
      count += fraction - at - 1;
      at = fraction;
    }
    if (count == 0) {
      return false;
    }
    if (at < word.to() && AsciiBytes.lower(all[at]) == 'e') {
      int exponent = sign(all, at + 1, word.to());
      int end = digits(all, exponent, word.to());
      return end == word.to() && end > exponent;
    }
    return at == word.to();
  }

  private static int sign(byte[] all, int at, int end) {
    return at < end && (all[at] == '+' || all[at] == '-') ? at + 1 : at;
  }

  private static int digits(byte[] all, int from, int end) {
    int at = from;
    while (at < end && all[at] >= '0' && all[at] <= '9') {
      at++;
    }
    return at;
  }

  /** Hands out white space and words in turn. */
  private static final class Words {
    private final byte[] all;
    private int at;
    private int line = 1;

    Words(byte[] all) {
      this.all = all;
    }

    AsciiBytes space() {
      int from = at;
      while (at < all.length && AsciiBytes.isSpace(all[at])) {
        line += all[at] == '\n' ? 1 : 0;
        at++;
      }
      return new AsciiBytes(all, from, at);
    }

    AsciiBytes word() {
      int from = at;
      while (at < all.length && !AsciiBytes.isSpace(all[at])) {
        at++;
      }
      return new AsciiBytes(all, from, at);
    }

    String where() {
      return " in line " + line;
    }
  }
}
