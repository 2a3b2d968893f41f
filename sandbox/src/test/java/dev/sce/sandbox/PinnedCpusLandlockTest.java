package dev.sce.sandbox;

import dev.sce.Isolation;

/** Pinning at the weaker level, where programs share the machine's process ids. */
class PinnedCpusLandlockTest extends PinnedCpusTest {
  @Override
  Isolation isolation() {
    return Isolation.LANDLOCK;
  }
}
