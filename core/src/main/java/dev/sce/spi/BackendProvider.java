package dev.sce.spi;

import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.IsolationUnavailableException;
import java.io.IOException;

/** Provides a backend. Found with {@link java.util.ServiceLoader}. */
public interface BackendProvider {
  /** Returns the isolation level of its backend. */
  Isolation isolation();

  /**
   * Opens a backend.
   *
   * @throws IsolationUnavailableException if this machine does not support the level; the message
   *     says why and names the remedy
   * @throws IOException if opening fails for any other reason
   */
  Backend open(ExecutionConfig config) throws IOException;
}
