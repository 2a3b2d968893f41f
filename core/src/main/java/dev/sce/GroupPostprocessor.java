package dev.sce;

import java.util.List;

/**
 * Combines a prediction with all of its results at once. May be called by several threads at once.
 *
 * @param <P> the caller's predictions
 * @param <R> what the caller wants of each
 */
@FunctionalInterface
public interface GroupPostprocessor<P, R> {
  /**
   * Returns what the caller wants of one prediction.
   *
   * @param results one for each part that the preprocessor returned, in that order
   * @throws Exception ends the whole batch with a {@link ProcessorException}
   */
  R combine(P prediction, List<ExecutionResult> results) throws Exception;
}
