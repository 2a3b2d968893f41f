package dev.sce.spi;

import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.Enforcement;
import dev.sce.TrackedFile;
import java.nio.file.Path;
import java.util.Optional;

/** The working directory of one executable. Used by one thread at a time. */
public interface Workspace extends AutoCloseable {
  /** Returns the directory, if it has a path that is meaningful outside the program. */
  Optional<Path> directory();

  /**
   * Runs one command to its end and returns when every process it started is gone.
   *
   * <p>If the thread is interrupted, the program is killed, and the result is {@link
   * dev.sce.Outcome#CANCELLED} with the output printed so far; the interrupt flag is set again.
   *
   * @throws BackendException if the backend failed, regardless of the program
   */
  CommandResult run(Launch launch) throws BackendException;

  /**
   * Runs a command as {@link #run(Launch)} does.
   *
   * @param use hears when the program leaves its processor to others, where the backend can tell
   * @throws BackendException if the backend failed, regardless of the program
   */
  default CommandResult run(Launch launch, ProcessorUse use) throws BackendException {
    return run(launch);
  }

  /**
   * Returns {@code true} if any run so far hit its wall-time limit while starved of CPU, so that
   * the limit says more about the machine than about the program.
   */
  default boolean wasStarved() {
    return false;
  }

  /** Returns how limits are enforced here; empty if only by clocks and sampling. */
  default Optional<Enforcement> enforcement() {
    return Optional.empty();
  }

  /**
   * Saves the current files of the working directory for {@link #restore}.
   *
   * @throws BackendException if the backend failed, regardless of the program
   */
  void snapshot() throws BackendException;

  /**
   * Restores the sandbox to its state at {@link #snapshot}: the same files, and nothing else that a
   * program has left anywhere.
   *
   * @throws BackendException if the backend failed, regardless of the program
   */
  void restore() throws BackendException;

  /**
   * Reads a file back safely, whatever the program put in its place.
   *
   * @param name a name that {@link dev.sce.Executable} accepted
   */
  TrackedFile read(String name, DataSize limit) throws BackendException;

  /**
   * Removes everything the program left, or sees to it that it is removed before another program
   * could see it. Idempotent.
   *
   * @throws BackendException if something could not be removed
   */
  @Override
  void close() throws BackendException;
}
