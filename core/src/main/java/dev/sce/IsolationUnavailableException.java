package dev.sce;

/** The isolation that was asked for cannot be had here; the message says why and what to do. */
public final class IsolationUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with a message for the person who asked. */
  public IsolationUnavailableException(String message) {
    super(message);
  }
}
