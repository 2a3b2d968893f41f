package dev.sce.spi;

import dev.sce.Executable;
import dev.sce.Isolation;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Runs programs at one level of isolation. Used by many threads at once. */
public interface Backend extends AutoCloseable {
  /** Returns the isolation level in effect; never {@link Isolation#AUTO}. */
  Isolation isolation();

  /**
   * Provides a working directory with the executable's files, at the latest when a command runs.
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

  /** Returns how the level is set up on this machine, for people; may be empty. */
  default String description() {
    return "";
  }

  /** Returns what would make the level enforce its limits better here; empty if nothing. */
  default String shortcoming() {
    return "";
  }

  /** Returns what the level protects from; {@code sce doctor} tries each. */
  default Set<Protection> protections() {
    return EnumSet.allOf(Protection.class);
  }

  /** Ends and removes everything that is left. Workspaces must be closed first. */
  @Override
  void close();
}
