package dev.sce.sandbox;

import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.spi.Backend;
import dev.sce.testkit.AbuseContract;
import java.io.IOException;

/** The sandbox survives what every backend must survive. */
class SandboxAbuseTest extends AbuseContract {
  @Override
  protected Backend open(ExecutionConfig config) throws IOException {
    return SandboxBackend.open(Isolation.NAMESPACES, config);
  }
}
