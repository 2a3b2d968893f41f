package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.spi.Backend;
import dev.sce.testkit.AbuseContract;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The weaker level survives what every backend must survive. */
class LandlockAbuseTest extends AbuseContract {
  @Override
  protected Backend open(ExecutionConfig config) throws IOException {
    return SandboxBackend.open(Isolation.LANDLOCK, config);
  }

  /** See {@link LandlockContractTest#programStartedByRelativePathRuns}. */
  @Test
  @Override
  @SuppressWarnings("JUnitMethodInvoked") // the same test, where it applies
  protected void lockedDirectoriesAreRemoved() {
    if (HostUser.isRoot()) {
      super.lockedDirectoriesAreRemoved();
    } else {
      assertThat(sh("mkdir locked; chmod 000 locked").stderr()).contains("not permitted");
    }
  }
}
