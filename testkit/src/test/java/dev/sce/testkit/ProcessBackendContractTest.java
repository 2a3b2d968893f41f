package dev.sce.testkit;

import dev.sce.ExecutionConfig;
import dev.sce.internal.process.ProcessBackend;
import dev.sce.spi.Backend;
import java.io.IOException;

/** The portable backend meets the contract. */
class ProcessBackendContractTest extends BackendContract {
  @Override
  protected Backend open(ExecutionConfig config) throws IOException {
    return new ProcessBackend(config);
  }
}
