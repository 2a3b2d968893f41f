package dev.sce.judge.program;

import dev.sce.judge.Task;
import dev.sce.judge.checker.Checker;
import java.util.List;
import java.util.Optional;

/**
 * A program that is run with given inputs and whose output is compared. Samples that do not say
 * their language are Python 3.
 *
 * @param prompt what stands before a sample that is not complete
 * @param tests the runs; at least one, or the samples cannot be judged
 * @param checker what counts as the same output
 * @param settings limits and surroundings
 */
public record StdinTask(
    String prompt, List<ProgramTest> tests, Checker checker, StdinSettings settings)
    implements Task {
  /** Copies the list. */
  public StdinTask {
    tests = List.copyOf(tests);
  }

  @Override
  public Optional<Task> withChecker(Checker value) {
    return Optional.of(new StdinTask(prompt, tests, value, settings));
  }

  @Override
  public String label() {
    return "stdin";
  }
}
