package dev.sce.spi;

import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.IsolationUnavailableException;
import java.io.IOException;

/** Offers a backend. Found with {@link java.util.ServiceLoader}. */
public interface BackendProvider {
  /** Returns the isolation that its backend gives. */
  Isolation isolation();

  /**
   * Opens a backend.
   *
   * @throws IsolationUnavailableException when this machine cannot give the isolation; the message
   *     says why and names the remedy
   * @throws IOException when something else is in the way
   */
  Backend open(ExecutionConfig config) throws IOException;
}
