package dev.sce;

/**
 * The requested isolation is not available on this machine; the message says why and what to do.
 */
public final class IsolationUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message for the user. */
  public IsolationUnavailableException(String message) {
    super(message);
  }
}
