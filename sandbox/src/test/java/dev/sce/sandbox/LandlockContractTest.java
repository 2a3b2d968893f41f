package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.spi.Backend;
import dev.sce.testkit.BackendContract;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The weaker level meets the contract of all backends. */
class LandlockContractTest extends BackendContract {
  @Override
  protected Backend open(ExecutionConfig config) throws IOException {
    return SandboxBackend.open(Isolation.LANDLOCK, config);
  }

  /**
   * Under the caller's own id chmod by path is refused, since Landlock has no rule for it and the
   * caller's files would be within reach; with an id of their own programs may.
   */
  @Test
  @Override
  @SuppressWarnings("JUnitMethodInvoked") // the same test, where it applies
  protected void programStartedByRelativePathRuns() {
    if (HostUser.isRoot()) {
      super.programStartedByRelativePathRuns();
    } else {
      assertThat(sh("touch tool; chmod +x tool").stderr()).contains("Operation not permitted");
    }
  }
}
