package dev.sce.sandbox;

import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.spi.Backend;
import dev.sce.testkit.BackendContract;
import java.io.IOException;

/** The weaker level meets the contract of all backends. */
class LandlockContractTest extends BackendContract {
  @Override
  protected Backend open(ExecutionConfig config) throws IOException {
    return SandboxBackend.open(Isolation.LANDLOCK, config);
  }
}
