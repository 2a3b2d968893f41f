package dev.sce.sandbox;

import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.spi.Backend;
import dev.sce.testkit.BackendContract;
import java.io.IOException;

/** The sandbox meets the contract of all backends. */
class SandboxContractTest extends BackendContract {
  @Override
  protected Backend open(ExecutionConfig config) throws IOException {
    return SandboxBackend.open(Isolation.NAMESPACES, config);
  }
}
