package dev.sce;

import java.util.List;
import java.util.function.Function;

/**
 * The result of a {@link Preprocessor}: one executable, several, a result known without running
 * anything, or a first step followed by others.
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
   * Several parts, and a step that follows from their results. The postprocessor receives only the
   * results of the last step.
   *
   * @param parts the parts; may be empty
   * @param next computes the next step from their results, which are in the same order. It runs
   *     between programs like a preprocessor and fails like one
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

  /** Returns several executables or known results, and the step that follows from their results. */
  static Continue then(
      List<? extends Single> parts, Function<List<ExecutionResult>, Prepared> next) {
    return new Continue(parts, next);
  }
}
