package dev.sce.judge.checker;

import dev.sce.Blob;
import java.util.Optional;

/**
 * Decides whether output is what was expected. Must be quick whatever a program printed.
 *
 * <p>Output is compared as bytes, so what is not UTF-8 is compared like anything else; only letters
 * of ASCII have two cases. White space is space, tab, line feed, vertical tab, form feed and
 * carriage return.
 */
public interface Checker {

  /** Returns the first difference, for people; empty when the output is right. */
  Optional<String> firstDifference(Blob expected, Blob output);

  /** Returns {@code true} if the output counts as what was expected. */
  default boolean accepts(String expected, String output) {
    return firstDifference(Blob.ofText(expected), Blob.ofText(output)).isEmpty();
  }
}
