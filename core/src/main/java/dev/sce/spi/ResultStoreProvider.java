package dev.sce.spi;

import java.io.IOException;
import java.nio.file.Path;

/** Offers result stores. Found with {@link java.util.ServiceLoader}. */
public interface ResultStoreProvider {
  /**
   * Opens the store in a folder, which is made when it is not there. Other processes may have it
   * open at the same time.
   *
   * @throws IllegalArgumentException when somebody else could have written into it; the message
   *     names the remedy
   * @throws IOException when it cannot be used for any other reason
   */
  ResultStore open(Path folder) throws IOException;

  /**
   * Opens an empty store of this process alone, of which nothing is left when the process has
   * ended, however it ended.
   *
   * @param parent the folder for temporary files
   */
  ResultStore temporary(Path parent) throws IOException;
}
