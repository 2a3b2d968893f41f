package dev.sce.json.rows;

/** One row cannot become a program; the message says which field and why. */
public final class InvalidRowException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message for the person who wrote the row. */
  public InvalidRowException(String message) {
    super(message);
  }
}
