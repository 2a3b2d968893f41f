package dev.sce.json;

/** A file that somebody named cannot be used; the message is for that person. */
public class UnusableFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with a message. */
  public UnusableFileException(String message) {
    super(message);
  }

  /** Makes one with a message and what was thrown. */
  public UnusableFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
