package dev.sce.judge.call;

/**
 * What counts as equal to an expected JSON value, beyond Python's own {@code ==}.
 *
 * @param tuples where a tuple (or a numpy array) may stand for a list
 * @param unwrap whether an expected list may also stand for its first element
 * @param integerKeys whether the keys of an expected object may also be the integers that they look
 *     like
 * @param tolerance largest difference of two numbers, absolute or relative to the expected one; 0
 *     for none
 */
public record EqualityRules(Tuples tuples, Unwrap unwrap, boolean integerKeys, double tolerance) {
  /** Where a tuple may stand for a list. */
  public enum Tuples {
    /** Only the whole value. */
    OUTERMOST,
    /** At every depth. */
    EVERYWHERE
  }

  /** When an expected list may stand for its first element. */
  public enum Unwrap {
    /** Never. */
    NEVER,
    /** When it has no other element, since APPS wraps the values of some problems. */
    ONLY_ELEMENT,
    /** Whatever follows, as PRIME has it: {@code 1} counts where {@code [1, 2]} is expected. */
    FIRST_ELEMENT
  }

  /** The rules of LiveCodeBench: Python's equality, and the whole value may be a tuple. */
  public static final EqualityRules STRICT =
      new EqualityRules(Tuples.OUTERMOST, Unwrap.NEVER, false, 0);

  /** The rules of APPS. */
  public static final EqualityRules APPS =
      new EqualityRules(Tuples.EVERYWHERE, Unwrap.ONLY_ELEMENT, true, 0);

  /** The rules by which PRIME rewards. */
  public static final EqualityRules PRIME =
      new EqualityRules(Tuples.OUTERMOST, Unwrap.FIRST_ELEMENT, true, 0);

  /** Returns these rules with a tolerance for numbers. */
  public EqualityRules withTolerance(double value) {
    return new EqualityRules(tuples, unwrap, integerKeys, value);
  }
}
