package dev.sce.judge.checker;

/**
 * By how much numbers may differ: a number is right when it is within either of the two.
 *
 * @param absolute largest difference
 * @param relative largest difference as a share of the expected number
 */
public record Tolerance(double absolute, double relative) {

  /** Checks that both are numbers and not negative. */
  public Tolerance {
    if (!(absolute >= 0) || !(relative >= 0)) {
      throw new IllegalArgumentException(
          "a tolerance cannot be negative, but is " + absolute + " or " + relative);
    }
  }

  /** Whether a number is near enough; never true for NaN and infinities. */
  boolean accepts(double expected, double found) {
    double difference = Math.abs(expected - found);
    return difference <= absolute || difference <= relative * Math.abs(expected);
  }
}
