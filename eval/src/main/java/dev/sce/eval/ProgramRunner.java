package dev.sce.eval;

import dev.sce.Executable;
import dev.sce.ExecutionResult;
import java.util.List;

/**
 * Runs the programs of a sample for callers who decide themselves when each of them runs.
 *
 * @param <E> why a program may not be run at all
 */
@FunctionalInterface
public interface ProgramRunner<E extends Exception> {
  /**
   * Runs programs, each in a sandbox of its own.
   *
   * @return their results, in the same order
   * @throws InterruptedException if it was cancelled; nothing of them runs any more by then
   */
  List<ExecutionResult> run(List<Executable> programs) throws E, InterruptedException;
}
