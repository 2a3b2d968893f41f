package dev.sce.sandbox;

import dev.sce.Isolation;
import dev.sce.testkit.TwoExecutorsContract;

class TwoExecutorsLandlockTest extends TwoExecutorsContract {
  @Override
  protected Isolation isolation() {
    return Isolation.LANDLOCK;
  }
}
