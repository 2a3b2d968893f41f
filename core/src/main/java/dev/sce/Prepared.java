package dev.sce;

import java.util.List;

/**
 * What a {@link Preprocessor} makes of a prediction: one executable, several, or a result that is
 * known without running anything.
 */
public sealed interface Prepared {

  /** Something that leads to exactly one {@link ExecutionResult}. */
  sealed interface Single extends Prepared permits Executable, ExecutionResult {}

  /**
   * Several parts of one prediction; each leads to one result, in this order.
   *
   * @param parts the parts; may be empty
   */
  record Several(List<? extends Single> parts) implements Prepared {
    /** Copies the parts. */
    public Several {
      parts = List.copyOf(parts);
    }
  }

  /** Returns several executables or known results as the parts of one prediction. */
  static Several all(List<? extends Single> parts) {
    return new Several(parts);
  }
}
