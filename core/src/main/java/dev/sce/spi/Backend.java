package dev.sce.spi;

import dev.sce.Executable;
import dev.sce.Isolation;
import java.nio.file.Path;
import java.util.Optional;

/** Runs programs at one level of isolation. Used by many threads at once. */
public interface Backend extends AutoCloseable {
  /** Returns the isolation level in effect; never {@link Isolation#AUTO}. */
  Isolation isolation();

  /**
   * Creates a working directory and writes the executable's files to it.
   *
   * @param key a name for people, unique within the batch, safe as a file name
   * @throws BackendException if the files cannot be written
   * @throws InterruptedException if interrupted; nothing is left behind
   */
  Workspace open(String key, Executable executable) throws BackendException, InterruptedException;

  /** Returns the directory that holds the workspaces, if there is one on this machine. */
  default Optional<Path> directory() {
    return Optional.empty();
  }

  /** Ends and removes everything that is left. Workspaces must be closed first. */
  @Override
  void close();
}
