package dev.sce;

/**
 * Turns a prediction into an executable. May be called by several threads at once.
 *
 * @param <P> the type of the caller's predictions
 */
@FunctionalInterface
public interface Preprocessor<P> {
  /**
   * Returns one {@link Executable}, {@linkplain Prepared#all several}, or a known {@link
   * ExecutionResult}.
   *
   * @throws Exception ends the whole batch with a {@link ProcessorException}
   */
  Prepared prepare(P prediction) throws Exception;
}
