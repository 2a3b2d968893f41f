package dev.sce.judge.program;

import dev.sce.judge.Task;
import dev.sce.judge.checker.OutputRule;
import java.util.List;

/**
 * A program that is run with given inputs and whose output is compared. Samples that do not say
 * their language are Python 3.
 *
 * @param prompt what stands before a sample that is not complete
 * @param tests the runs; at least one, or the samples cannot be judged
 * @param rule what counts as the same output
 * @param settings limits and surroundings
 */
public record StdinTask(
    String prompt, List<StdinTest> tests, OutputRule rule, StdinSettings settings) implements Task {
  /** Copies the list. */
  public StdinTask {
    tests = List.copyOf(tests);
  }
}
