package dev.sce;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Combines a prediction with one of its results. May be called by several threads at once.
 *
 * @param <P> the type of the caller's predictions
 * @param <R> the type of the combined results
 */
@FunctionalInterface
public interface Postprocessor<P, R> {
  /**
   * Returns the combined result; called once for each part of a prediction.
   *
   * @throws Exception ends the whole batch with a {@link ProcessorException}
   */
  R combine(P prediction, ExecutionResult result) throws Exception;

  /**
   * Returns the default postprocessor: the prediction's fields, followed by those of the result.
   */
  static Postprocessor<Map<String, ?>, Map<String, Object>> merging() {
    return (prediction, result) -> {
      Map<String, Object> merged = new LinkedHashMap<>(prediction);
      merged.putAll(ResultFields.of(result));
      return merged;
    };
  }
}
