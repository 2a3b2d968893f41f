package dev.sce.sandbox;

/** A command that no sandbox can start, and that is what the program asked for. */
final class UnusableCommandException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnusableCommandException(String message) {
    super(message);
  }
}
