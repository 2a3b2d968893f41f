package dev.sce.internal.pipeline;

import dev.sce.Executable;
import dev.sce.ExecutionResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Gives an executable its result, by running it or otherwise. Used by many threads. */
interface ExecutableRunner {
  /**
   * One executable to run, and for whom.
   *
   * @param key key of its result
   * @param prediction what it was made of; absent for an executable that is run by itself
   * @param preprocess how long making it took
   * @param clock adds up what the batch takes
   */
  record Job(
      String key,
      @Nullable Object prediction,
      Executable executable,
      Duration preprocess,
      BatchClock clock) {

    /** Returns a result under the key of this job. */
    ExecutionResult.Builder label(ExecutionResult result) {
      return result.toBuilder().key(key).preprocessTime(preprocess);
    }
  }

  /** Returns the result; an interrupted job gives a CANCELLED one and keeps the flag set. */
  ExecutionResult run(Job job);
}
