package dev.sce.cli;

/** The command line or the input is invalid; the message is meant for the user. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
