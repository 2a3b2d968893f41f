package dev.sce;

import java.util.List;
import java.util.function.Function;

/**
 * What a {@link Preprocessor} makes of a prediction: one executable, several, a result that is
 * known without running anything, or a first step after which others follow.
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

  /**
   * Several parts, and what follows from their results. The postprocessor sees the results of the
   * last step only.
   *
   * @param parts the parts; may be empty
   * @param next makes the next step of their results, which come in the same order. It runs between
   *     programs like a preprocessor and fails like one
   */
  record Continue(List<? extends Single> parts, Function<List<ExecutionResult>, Prepared> next)
      implements Prepared {
    /** Copies the parts. */
    public Continue {
      parts = List.copyOf(parts);
    }
  }

  /** Returns several executables or known results as the parts of one prediction. */
  static Several all(List<? extends Single> parts) {
    return new Several(parts);
  }

  /** Returns several executables or known results, and what follows from their results. */
  static Continue then(
      List<? extends Single> parts, Function<List<ExecutionResult>, Prepared> next) {
    return new Continue(parts, next);
  }
}
