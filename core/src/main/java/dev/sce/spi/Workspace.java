package dev.sce.spi;

import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.Enforcement;
import dev.sce.TrackedFile;
import java.nio.file.Path;
import java.util.Optional;

/** The working directory of one executable. Used by one thread at a time. */
public interface Workspace extends AutoCloseable {
  /** Returns the directory, where it has a path that means something outside the program. */
  Optional<Path> directory();

  /**
   * Runs one command to its end and returns when every process it started is gone.
   *
   * <p>When the thread is interrupted the program is killed, and the result is {@link
   * dev.sce.Outcome#CANCELLED} with the output printed so far; the interrupt flag is set again.
   *
   * @throws BackendException when the machinery failed, whatever the program did
   */
  CommandResult run(Launch launch) throws BackendException;

  /**
   * Whether any run so far met its wall-clock limit while it was kept waiting for a processor, so
   * that the limit says more about the machine than about the program.
   */
  default boolean wasStarved() {
    return false;
  }

  /** Returns how limits are enforced here; empty when by nothing but clocks and sampling. */
  default Optional<Enforcement> enforcement() {
    return Optional.empty();
  }

  /**
   * Remembers the files of the working directory as they are now, for {@link #restore}.
   *
   * @throws BackendException when the machinery failed, whatever the program did
   */
  void snapshot() throws BackendException;

  /**
   * Brings the sandbox back to where it was at {@link #snapshot}: the same files, and nothing else
   * that a program has left anywhere.
   *
   * @throws BackendException when the machinery failed, whatever the program did
   */
  void restore() throws BackendException;

  /**
   * Reads a file back, whatever the program put in its place.
   *
   * @param name a name that {@link dev.sce.Executable} accepted
   */
  TrackedFile read(String name, DataSize limit) throws BackendException;

  /**
   * Removes everything the program left; idempotent.
   *
   * @throws BackendException when something could not be removed
   */
  @Override
  void close() throws BackendException;
}
