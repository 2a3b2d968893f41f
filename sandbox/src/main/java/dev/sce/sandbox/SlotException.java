package dev.sce.sandbox;

/** A slot could not be made or broke; it must be thrown away. */
final class SlotException extends Exception {
  private static final long serialVersionUID = 1L;

  SlotException(String message) {
    super(message);
  }

  SlotException(String message, Throwable cause) {
    super(message, cause);
  }
}
