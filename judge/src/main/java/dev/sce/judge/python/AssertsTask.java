package dev.sce.judge.python;

import dev.sce.LimitOverrides;
import dev.sce.judge.Task;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Statements of Python, each of which is a test: MBPP's way, and that of any list of asserts.
 *
 * @param prompt the beginning of the program, which a sample that is not complete continues; may be
 *     empty
 * @param setup Python that runs before the tests, such as imports
 * @param tests the tests; each passes when it raises nothing
 * @param reference a reference solution, for its imports and for the names that samples define; may
 *     be empty
 * @param provides further names that samples define, even where Python has them built in
 * @param limits of one sample
 */
public record AssertsTask(
    String prompt,
    String setup,
    List<String> tests,
    String reference,
    List<String> provides,
    LimitOverrides limits)
    implements Task {

  /** Copies the lists. */
  public AssertsTask {
    tests = List.copyOf(tests);
    provides = List.copyOf(provides);
  }

  @Override
  public Task withLimits(UnaryOperator<LimitOverrides> change) {
    return new AssertsTask(prompt, setup, tests, reference, provides, change.apply(limits));
  }

  @Override
  public String label() {
    return "asserts";
  }
}
