package dev.sce.sandbox;

import dev.sce.ExecutionConfig;
import dev.sce.Warm;

/** The contract with warm interpreters; {@link SandboxContractTest} has the default. */
class WarmContractTest extends SandboxContractTest {
  @Override
  protected ExecutionConfig config() {
    return ExecutionConfig.builder().workers(2).warm(Warm.AUTO).build();
  }
}
