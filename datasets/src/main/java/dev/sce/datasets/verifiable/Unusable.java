package dev.sce.datasets.verifiable;

/**
 * Says why a row cannot be judged. Never leaves this package: such a row becomes a problem whose
 * samples have no judgement.
 */
final class Unusable extends Exception {
  private static final long serialVersionUID = 1L;

  /** The reason in two or three words, by which such rows are counted. */
  private final String kind;

  /**
   * Makes one.
   *
   * @param kind the reason in two or three words, for example {@code no tests}
   * @param details what was recognised, what is missing, and the remedy
   */
  Unusable(String kind, String details) {
    super(kind + ": " + details);
    this.kind = kind;
  }

  String kind() {
    return kind;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
