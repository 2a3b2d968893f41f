package dev.sce.spi;

import org.jspecify.annotations.Nullable;

/** The machinery around a program failed; says nothing about the program. */
public final class BackendException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What the machinery was doing. */
  public enum Stage {
    /** Writing the executable's files. */
    WRITE,
    /** Running a command. */
    RUN,
    /** Reading a file back. */
    READ,
    /** Removing what was left. */
    CLEAN_UP
  }

  private final Stage stage;

  /** Makes an exception with a message that a user of results can read. */
  public BackendException(Stage stage, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.stage = stage;
  }

  /** Returns what the machinery was doing. */
  public Stage stage() {
    return stage;
  }
}
