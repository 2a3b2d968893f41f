package dev.sce.internal.pipeline;

import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.spi.BackendException;

/** Gives an executable its result, by running it or otherwise. Used by many threads. */
interface ExecutableRunner {
  /** Told when files could not be written, even at the second attempt. */
  interface WriteFailureListener {
    void failed(String key, Executable executable, BackendException reason);
  }

  /** Returns the result; an interrupted job gives a CANCELLED one and keeps the flag set. */
  ExecutionResult run(
      String key, Executable executable, BatchClock clock, WriteFailureListener listener);
}
