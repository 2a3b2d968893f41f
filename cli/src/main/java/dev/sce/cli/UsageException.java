package dev.sce.cli;

import java.util.List;

/** The command line or the input is invalid; the message is meant for the user. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }

  /** Returns the complaint that a value is none of those that there are. */
  static UsageException noneOf(String flag, List<String> names, String given) {
    return new UsageException(
        flag + " must be one of " + String.join(", ", names) + ", but is '" + given + "'");
  }
}
