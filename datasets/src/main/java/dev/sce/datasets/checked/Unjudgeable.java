package dev.sce.datasets.checked;

/**
 * Says why a problem cannot be judged. Never leaves this package: such a row becomes a problem
 * whose samples have no judgement.
 */
final class Unjudgeable extends Exception {
  private static final long serialVersionUID = 1L;

  /** The reason in two or three words, by which such problems are counted. */
  private final String kind;

  /**
   * Makes one.
   *
   * @param kind the reason in two or three words, for example {@code no tests}
   * @param details what was found, what is missing, and the remedy
   */
  Unjudgeable(String kind, String details) {
    super(details);
    this.kind = kind;
  }

  String kind() {
    return kind;
  }

  String details() {
    return String.valueOf(getMessage());
  }
}
