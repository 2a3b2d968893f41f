package dev.sce.sandbox;

import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.spi.Backend;
import dev.sce.spi.BackendProvider;
import java.io.IOException;

/** Provides the sandbox based on namespaces. */
public final class NamespacesProvider implements BackendProvider {
  /** Called by {@link java.util.ServiceLoader}. */
  public NamespacesProvider() {}

  @Override
  public Isolation isolation() {
    return Isolation.NAMESPACES;
  }

  @Override
  public int strength() {
    return 200;
  }

  @Override
  public String remedy() {
    return Remedies.of(isolation());
  }

  @Override
  public Backend open(ExecutionConfig config) throws IOException {
    return SandboxBackend.open(isolation(), config);
  }
}
