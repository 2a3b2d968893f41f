package dev.sce.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.CodeExecutor;
import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import org.junit.jupiter.api.Test;

/** This module does without the one that keeps results on disk. */
class ReuseWithoutStoreTest {
  @Test
  void reuseWithoutItsModuleIsRefusedWithTheRemedy() {
    ExecutionConfig config =
        ExecutionConfig.builder().isolation(Isolation.NONE).dedupe(true).build();
    assertThatThrownBy(() -> CodeExecutor.create(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dedupe needs the module sce-cache")
        .hasMessageContaining("dev.sce:sce-cache");
  }
}
