package dev.sce.judge.python;

import dev.sce.LimitOverrides;
import dev.sce.judge.Task;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A function to be written, many inputs, and a reference solution that says what is expected: the
 * way of HumanEval+, MBPP+ and EvoEval.
 *
 * @param family whose comparison holds
 * @param prompt the beginning of the program, which a sample that is not complete continues
 * @param entryPoint the name of the function
 * @param reference the program of the reference solution
 * @param row the problem's row of the data set, exactly as it was read, for its inputs and
 *     tolerance
 * @param tests the names of the inputs, {@code base/0} and on, then {@code plus/0} and on; for
 *     EvoEval {@code input/0} and on
 * @param limits of one sample; its processor time is what is granted besides ten times that of the
 *     reference solution
 */
public record InputsTask(
    Family family,
    String prompt,
    String entryPoint,
    String reference,
    String row,
    List<String> tests,
    LimitOverrides limits)
    implements Task {

  /** The sets whose inputs and comparisons have their own rules. */
  public enum Family {
    /** HumanEval+. */
    HUMANEVAL,
    /** MBPP+, whose inputs may mean tuples, sets or complex numbers that JSON cannot say. */
    MBPP,
    /** EvoEval, whose inputs are texts of Python and whose comparison looks at types. */
    EVOEVAL
  }

  /** Copies the list. */
  public InputsTask {
    tests = List.copyOf(tests);
  }

  @Override
  public Task withLimits(UnaryOperator<LimitOverrides> change) {
    return new InputsTask(family, prompt, entryPoint, reference, row, tests, change.apply(limits));
  }

  @Override
  public String label() {
    return "inputs";
  }
}
