package dev.sce.judge;

import dev.sce.LimitOverrides;
import dev.sce.judge.checker.Checker;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How the samples of a problem are judged: what they are given and what is expected of them.
 *
 * <p>Implementations are records of plain data, one for each way of judging; data sets make them
 * and exactly one {@link Grader} knows each.
 */
public interface Task {
  /** Returns what its tests are, for people, in a word: {@code stdin}, {@code calls}. */
  default String label() {
    return "tests";
  }

  /** Returns what stands before a sample that continues it; empty where samples stand alone. */
  default String prompt() {
    return "";
  }

  /** Returns what stands behind such a sample. */
  default String suffix() {
    return "";
  }

  /**
   * Returns this task with other limits. Those that its commands have are changed there as well; it
   * is for those that its scripts are told.
   */
  default Task withLimits(UnaryOperator<LimitOverrides> change) {
    return this;
  }

  /** Returns this task with another comparison; empty when it is not judged by comparing output. */
  default Optional<Task> withChecker(Checker checker) {
    return Optional.empty();
  }
}
