package dev.sce.datasets.verifiable;

import dev.sce.judge.Task;
import dev.sce.judge.checker.Checker;
import java.util.Optional;

/**
 * A row that cannot be judged, so that its samples say why.
 *
 * @param why the place, what is missing, and the remedy
 */
record UnusableTask(String why) implements Task {
  @Override
  public Optional<Task> withChecker(Checker checker) {
    return Optional.of(this);
  }
}
