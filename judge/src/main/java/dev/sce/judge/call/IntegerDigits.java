package dev.sce.judge.call;

/**
 * How long the integers may be that Python turns into text or reads from it, as {@code
 * sys.set_int_max_str_digits} sets it.
 */
public final class IntegerDigits {
  /** As the interpreter has it: 4300 digits since Python 3.11. */
  public static final int AS_PYTHON = -1;

  /** Any length, as in Pythons before 3.11. */
  public static final int UNLIMITED = 0;

  private static final int FEWEST = 640;

  private IntegerDigits() {}

  /** Returns a number of digits that Python accepts, or an IllegalArgumentException. */
  public static int checked(int digits) {
    if (digits != AS_PYTHON && digits != UNLIMITED && digits < FEWEST) {
      throw new IllegalArgumentException(
          "the digits of integers must be at least "
              + FEWEST
              + ", 0 for no limit or -1 for Python's own, but are "
              + digits);
    }
    return digits;
  }
}
