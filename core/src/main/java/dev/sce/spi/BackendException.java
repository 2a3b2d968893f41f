package dev.sce.spi;

import org.jspecify.annotations.Nullable;

/** The backend failed; says nothing about the program. */
public final class BackendException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The step in which the backend failed. */
  public enum Stage {
    /** Writing the executable's files. */
    WRITE,
    /** Running a command. */
    RUN,
    /** Reading a file back. */
    READ,
    /** Removing what the program left. */
    CLEAN_UP
  }

  private final Stage stage;

  /** Creates an exception with a message for readers of results. */
  public BackendException(Stage stage, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.stage = stage;
  }

  /** Returns the step in which the backend failed. */
  public Stage stage() {
    return stage;
  }
}
