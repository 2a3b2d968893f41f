package dev.sce.judge.checker;

import dev.sce.Blob;
import java.util.Optional;

/**
 * Decides whether output is what was expected.
 *
 * <p>Output is compared as bytes, so what is not UTF-8 is compared like anything else; only letters
 * of ASCII have two cases. White space is space, tab, line feed, vertical tab, form feed and
 * carriage return.
 */
public sealed interface Checker permits ExactChecker, LineChecker, TokenChecker {

  /** Byte for byte. */
  Checker EXACT = new ExactChecker();

  /** Line by line; white space at the ends of lines and empty lines at the end do not count. */
  Checker LINES = new LineChecker(false, false);

  /** The same lines as {@link #LINES}, in any order. */
  Checker UNORDERED_LINES = new LineChecker(false, true);

  /** Word by word, however they are spaced. */
  Checker TOKENS = new TokenChecker(true, false, null);

  /** Returns the first difference, for people; empty when the output is right. */
  Optional<String> firstDifference(Blob expected, Blob output);

  /** Returns a checker of words in which numbers may differ by so much. */
  static Checker tokens(double absolute, double relative) {
    return new TokenChecker(true, false, new Tolerance(absolute, relative));
  }
}
