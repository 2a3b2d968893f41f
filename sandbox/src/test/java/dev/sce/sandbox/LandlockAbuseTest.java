package dev.sce.sandbox;

import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.spi.Backend;
import dev.sce.testkit.AbuseContract;
import java.io.IOException;

/** The weaker level survives what every backend must survive. */
class LandlockAbuseTest extends AbuseContract {
  @Override
  protected Backend open(ExecutionConfig config) throws IOException {
    return SandboxBackend.open(Isolation.LANDLOCK, config);
  }
}
