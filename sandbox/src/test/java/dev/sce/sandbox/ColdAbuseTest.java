package dev.sce.sandbox;

import dev.sce.ExecutionConfig;
import dev.sce.Warm;

/** What every backend must survive, where every command starts its interpreter. */
class ColdAbuseTest extends SandboxAbuseTest {
  @Override
  protected ExecutionConfig config() {
    return ExecutionConfig.builder().workers(2).warm(Warm.OFF).build();
  }
}
