package dev.sce.cli;

/** One row cannot be prepared; the message says which field and why. */
final class InvalidRowException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidRowException(String message) {
    super(message);
  }
}
