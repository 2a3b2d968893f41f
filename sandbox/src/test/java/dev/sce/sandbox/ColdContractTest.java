package dev.sce.sandbox;

import dev.sce.ExecutionConfig;
import dev.sce.Warm;

/** The contract where every command starts its interpreter. */
class ColdContractTest extends SandboxContractTest {
  @Override
  protected ExecutionConfig config() {
    return ExecutionConfig.builder().workers(2).warm(Warm.OFF).build();
  }
}
