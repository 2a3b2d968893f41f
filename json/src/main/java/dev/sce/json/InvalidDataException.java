package dev.sce.json;

/**
 * A data set's file cannot be used; the message names file, line and field, and what to do.
 *
 * <p>Unchecked, since it comes out of streams.
 */
public final class InvalidDataException extends UnusableFileException {
  private static final long serialVersionUID = 1L;

  /** Makes one with a message for the person who gave the file. */
  public InvalidDataException(String message) {
    super(message);
  }

  /** Makes one with a message for the person who gave the file, and what was thrown. */
  public InvalidDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
