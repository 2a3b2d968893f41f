package dev.sce.spi;

import java.io.IOException;
import java.nio.file.Path;

/** Provides result stores. Found with {@link java.util.ServiceLoader}. */
public interface ResultStoreProvider {
  /**
   * Opens the store in a directory, which is created if it does not exist. Other processes may have
   * it open at the same time.
   *
   * @throws IllegalArgumentException if others could have written to it; the message names the
   *     remedy
   * @throws IOException if it is unusable for any other reason
   */
  ResultStore open(Path folder) throws IOException;

  /**
   * Opens an empty store private to this process, which leaves nothing behind when the process
   * ends, however it ends.
   *
   * @param parent the directory for temporary files
   */
  ResultStore temporary(Path parent) throws IOException;
}
