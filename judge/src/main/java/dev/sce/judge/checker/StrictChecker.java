package dev.sce.judge.checker;

import dev.sce.Blob;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Compares lines word by word: the same number of lines, white space at their ends and empty lines
 * at the end left out, and in each the same words. A word that is expected as a number with a
 * decimal point may be another number near it; every other word is text, so {@code 7} is not {@code
 * 7.0} and an integer is never rounded.
 *
 * @param tolerance by how much numbers with a decimal point may differ
 */
record StrictChecker(Tolerance tolerance) implements Checker {

  @Override
  public Optional<String> firstDifference(Blob expected, Blob output) {
    Lines wanted = new Lines(expected.toByteArray());
    Lines found = new Lines(output.toByteArray());
    for (int number = 1; ; number++) {
      AsciiBytes a = wanted.next();
      AsciiBytes b = found.next();
      if (a == null && b == null) {
        return Optional.empty();
      }
      if (a == null) {
        return Optional.of("line " + number + " is too much: " + (b == null ? "" : b.shown()));
      }
      if (b == null) {
        return Optional.of("line " + number + " is missing: " + a.shown() + " expected");
      }
      if (!sameWords(a, b)) {
        return Optional.of("line " + number + ": " + a.shown() + " expected, found " + b.shown());
      }
    }
  }

  private boolean sameWords(AsciiBytes expected, AsciiBytes found) {
    int a = expected.from();
    int b = found.from();
    while (true) {
      AsciiBytes wanted = word(expected, a);
      AsciiBytes got = word(found, b);
      if (wanted.length() == 0 || got.length() == 0) {
        return wanted.length() == got.length();
      }
      if (!wanted.same(got, false) && !isNear(wanted, got)) {
        return false;
      }
      a = wanted.to();
      b = got.to();
    }
  }

  private static AsciiBytes word(AsciiBytes line, int from) {
    int begin = from;
    while (begin < line.to() && AsciiBytes.isSpace(line.all()[begin])) {
      begin++;
    }
    int end = begin;
    while (end < line.to() && !AsciiBytes.isSpace(line.all()[end])) {
      end++;
    }
    return new AsciiBytes(line.all(), begin, end);
  }

  private boolean isNear(AsciiBytes expected, AsciiBytes found) {
    return TokenChecker.isNumber(expected)
        && TokenChecker.isNumber(found)
        && text(expected).indexOf('.') >= 0
        && tolerance.accepts(Double.parseDouble(text(expected)), Double.parseDouble(text(found)));
  }

  private static String text(AsciiBytes word) {
    return new String(word.all(), word.from(), word.length(), StandardCharsets.US_ASCII);
  }
}
