package dev.sce.internal.process;

import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.spi.Backend;
import dev.sce.spi.BackendProvider;
import java.io.IOException;

/** Provides plain processes, without any isolation; they must be requested by name. */
public final class ProcessProvider implements BackendProvider {
  /** Called by {@link java.util.ServiceLoader}. */
  public ProcessProvider() {}

  @Override
  public Isolation isolation() {
    return Isolation.NONE;
  }

  @Override
  public Backend open(ExecutionConfig config) throws IOException {
    return new ProcessBackend(config);
  }
}
