package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Enforcement;
import dev.sce.ExecutionConfig;
import dev.sce.spi.Backend;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The same limits on a machine that gives no control groups. */
class LimitsWithoutCgroupsTest extends LimitsSuite {
  private static final String PROPERTY = "sce.cgroups";

  @Override
  protected Backend open(ExecutionConfig config) throws IOException {
    System.setProperty(PROPERTY, "off");
    try {
      return super.open(config);
    } finally {
      System.clearProperty(PROPERTY);
    }
  }

  @Test
  void resultSaysThatThereAreNoGroups() {
    assertThat(run(tracking("true").build()).enforcement().map(Enforcement::toString))
        .contains("memory=sampling,cpu=rusage,processes=rlimit");
  }

  @Override
  long sharedCeiling() {
    return 96L << 20;
  }
}
