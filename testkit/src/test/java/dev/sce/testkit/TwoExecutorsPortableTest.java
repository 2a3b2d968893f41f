package dev.sce.testkit;

import dev.sce.Isolation;

class TwoExecutorsPortableTest extends TwoExecutorsContract {
  @Override
  protected Isolation isolation() {
    return Isolation.NONE;
  }
}
