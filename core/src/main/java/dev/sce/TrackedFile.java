package dev.sce;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that was read back after the last command.
 *
 * @param state whether the file was read, or why not
 * @param content the bytes, present exactly when the state is {@link State#PRESENT}
 */
public record TrackedFile(State state, @Nullable Blob content) {
  /** The result of reading a tracked file. */
  public enum State {
    /** A regular file; its content is available. */
    PRESENT,
    /** There is no such file. */
    MISSING,
    /** A symbolic link, directory, FIFO, socket or device, which is never followed or opened. */
    NOT_A_REGULAR_FILE,
    /** Larger than the executor's limit for tracked files. */
    TOO_LARGE,
    /** The program made it unreadable, or reading failed. */
    UNREADABLE
  }

  /** Returns a file with content. */
  public static TrackedFile present(Blob content) {
    return new TrackedFile(State.PRESENT, content);
  }

  /** Returns a file without content. */
  public static TrackedFile absent(State why) {
    return new TrackedFile(why, null);
  }

  /** Returns the content as text, if there is any. */
  public Optional<String> text() {
    return Optional.ofNullable(content).map(Blob::text);
  }
}
