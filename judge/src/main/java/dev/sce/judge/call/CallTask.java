package dev.sce.judge.call;

import dev.sce.judge.Task;
import java.util.List;

/**
 * A function that is called with given arguments and whose results are compared.
 *
 * <p>The function is the method of that name of a class {@code Solution} where the program has one,
 * otherwise the function of that name. All calls of a sample are made in one process, as the
 * field's harnesses do, so what the program keeps in global variables lives on between them.
 *
 * @param function the function's name
 * @param prompt what stands before a sample that is not complete, such as starter code
 * @param calls the tests; at least one, or the samples cannot be judged
 * @param rules what counts as equal
 * @param settings limits and surroundings
 */
public record CallTask(
    String function, String prompt, List<Call> calls, EqualityRules rules, CallSettings settings)
    implements Task {
  /** Copies the list. */
  public CallTask {
    calls = List.copyOf(calls);
  }

  @Override
  public String label() {
    return "calls";
  }
}
