package dev.sce.sandbox;

import dev.sce.ExecutionConfig;
import dev.sce.Warm;

/** What every backend must survive, with warm interpreters. */
class WarmAbuseTest extends SandboxAbuseTest {
  @Override
  protected ExecutionConfig config() {
    return ExecutionConfig.builder().workers(2).warm(Warm.AUTO).build();
  }
}
