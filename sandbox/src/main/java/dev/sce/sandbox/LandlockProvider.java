package dev.sce.sandbox;

import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.spi.Backend;
import dev.sce.spi.BackendProvider;
import java.io.IOException;

/** Provides the sandbox based on Landlock rules, for machines without user namespaces. */
public final class LandlockProvider implements BackendProvider {
  /** Called by {@link java.util.ServiceLoader}. */
  public LandlockProvider() {}

  @Override
  public Isolation isolation() {
    return Isolation.LANDLOCK;
  }

  @Override
  public int strength() {
    return 100;
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
