package dev.sce.examples;

import dev.sce.ExecutionConfig;
import dev.sce.Isolation;

/** Reads the one argument that all examples take: the isolation, by default the strongest. */
final class ExampleArguments {
  private ExampleArguments() {}

  static ExecutionConfig config(String[] args) {
    Isolation isolation = args.length == 0 ? Isolation.AUTO : Isolation.of(args[0]);
    return ExecutionConfig.builder().isolation(isolation).build();
  }
}
