package dev.sce.spi;

import dev.sce.Executable;
import dev.sce.Isolation;
import java.nio.file.Path;
import java.util.Optional;

/** Runs programs at one level of isolation. Used by many threads at once. */
public interface Backend extends AutoCloseable {
  /** Returns what keeps programs apart from the machine; never {@link Isolation#AUTO}. */
  Isolation isolation();

  /**
   * Makes a working directory and writes the executable's files into it.
   *
   * @param key a name for people, unique within the batch, safe as a file name
   * @throws BackendException when the files cannot be written
   * @throws InterruptedException when interrupted; nothing is left behind then
   */
  Workspace open(String key, Executable executable) throws BackendException, InterruptedException;

  /** Returns the directory that holds the workspaces, where there is one on this machine. */
  default Optional<Path> directory() {
    return Optional.empty();
  }

  /** Ends everything that is left and removes it. Workspaces are closed before. */
  @Override
  void close();
}
