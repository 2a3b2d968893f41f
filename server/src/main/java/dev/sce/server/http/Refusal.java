package dev.sce.server.http;

/** A request that cannot be done; each format says so in its own way. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int retryAfterSeconds;

  /**
   * Makes a refusal.
   *
   * @param status the HTTP status
   * @param message for the client's people
   */
  public Refusal(int status, String message) {
    this(status, message, 0);
  }

  /**
   * Makes a refusal.
   *
   * @param retryAfterSeconds when it is worth another try; 0 if never
   */
  public Refusal(int status, String message, int retryAfterSeconds) {
    super(message, null, false, false);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns after how many seconds it is worth another try; 0 if never. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /** Returns the reason. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
