package dev.sce;

import java.util.List;

/**
 * Combines a prediction with all of its results at once. May be called by several threads at once.
 *
 * @param <P> the type of the caller's predictions
 * @param <R> the type of the combined results
 */
@FunctionalInterface
public interface GroupPostprocessor<P, R> {
  /**
   * Returns the combined result of one prediction.
   *
   * @param results one result for each part that the preprocessor returned, in the same order
   * @throws Exception ends the whole batch with a {@link ProcessorException}
   */
  R combine(P prediction, List<ExecutionResult> results) throws Exception;
}
