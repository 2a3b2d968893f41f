package dev.sce.judge.call;

/**
 * What counts as equal to an expected JSON value, beyond Python's own {@code ==}.
 *
 * @param tuples where a tuple (or a numpy array) may stand for a list
 * @param unwrap whether an expected list with one element may also stand for that element, since
 *     APPS wraps the values of some problems
 * @param integerKeys whether the keys of an expected object may also be the integers that they look
 *     like
 * @param tolerance largest difference of two numbers, absolute or relative to the expected one; 0
 *     for none
 */
public record EqualityRules(Tuples tuples, boolean unwrap, boolean integerKeys, double tolerance) {
  /** Where a tuple may stand for a list. */
  public enum Tuples {
    /** Only the whole value. */
    OUTERMOST,
    /** At every depth. */
    EVERYWHERE
  }

  /** The rules of LiveCodeBench: Python's equality, and the whole value may be a tuple. */
  public static final EqualityRules STRICT = new EqualityRules(Tuples.OUTERMOST, false, false, 0);

  /** The rules of APPS. */
  public static final EqualityRules APPS = new EqualityRules(Tuples.EVERYWHERE, true, true, 0);

  /** Returns these rules with a tolerance for numbers. */
  public EqualityRules withTolerance(double value) {
    return new EqualityRules(tuples, unwrap, integerKeys, value);
  }
}
