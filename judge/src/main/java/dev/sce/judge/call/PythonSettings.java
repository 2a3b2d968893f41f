package dev.sce.judge.call;

import java.util.List;

/**
 * What surrounds a program in Python, as a data set's own harness has it.
 *
 * @param recursionLimit Python's recursion limit; 0 leaves it
 * @param integerDigits what a program may turn into text; see {@link IntegerDigits}. Arguments and
 *     returned values may be longer
 * @param prelude import lines such as {@code from math import *}; names they give are there for a
 *     program that uses them without defining or importing them
 */
public record PythonSettings(int recursionLimit, int integerDigits, List<String> prelude) {
  /** Python as it is. */
  public static final PythonSettings DEFAULT =
      new PythonSettings(0, IntegerDigits.AS_PYTHON, List.of());

  /** Checks the numbers and the lines, and copies the list. */
  public PythonSettings {
    prelude = List.copyOf(prelude);
    prelude.forEach(Prelude::checked);
    IntegerDigits.checked(integerDigits);
    if (recursionLimit < 0) {
      throw new IllegalArgumentException(
          "the recursion limit must not be negative, but is " + recursionLimit);
    }
  }
}
