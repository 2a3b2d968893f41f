package dev.sce.benchmarks;

import java.io.IOException;
import java.util.List;

/** A way to run programs. */
interface Contender extends AutoCloseable {
  /** Returns the name under which it appears in tables. */
  String name();

  /**
   * Runs all programs, verifies every result, and says how long it took without the verification.
   *
   * @throws IllegalStateException when a result is wrong
   */
  Run run(List<Job> jobs) throws IOException, InterruptedException;

  @Override
  default void close() {}
}
