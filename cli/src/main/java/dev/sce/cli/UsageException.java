package dev.sce.cli;

/** The command line or the input cannot be used; the message is for the person who typed it. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
