package dev.sce.spi;

import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import java.io.IOException;
import java.util.Optional;

/** Offers a backend. Found with {@link java.util.ServiceLoader}. */
public interface BackendProvider {
  /** Returns the isolation that its backend gives. */
  Isolation isolation();

  /** Returns why this machine cannot give it and the remedy; empty when it can. */
  Optional<String> unavailable();

  /** Opens a backend. */
  Backend open(ExecutionConfig config) throws IOException;
}
