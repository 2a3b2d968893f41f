package dev.sce.compat;

import dev.sce.Executable;
import dev.sce.ExecutionResult;

/**
 * A named pair of functions: from a prediction to what is run, and from what ran to an outcome.
 *
 * @param <I> what is judged
 * @param <O> what is said of it
 */
public interface Processor<I, O> {
  /** Returns the name under which it is found. */
  String name();

  /** Returns the type of what it judges. */
  Class<I> inputType();

  /** Returns what is run for a prediction. */
  Executable prepare(I input);

  /** Returns what came of it. */
  O read(I input, ExecutionResult result);
}
