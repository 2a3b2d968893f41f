package dev.sce.sandbox;

import dev.sce.Isolation;
import dev.sce.testkit.TwoExecutorsContract;

class TwoExecutorsNamespacesTest extends TwoExecutorsContract {
  @Override
  protected Isolation isolation() {
    return Isolation.NAMESPACES;
  }
}
