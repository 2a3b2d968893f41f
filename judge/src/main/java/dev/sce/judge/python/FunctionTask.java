package dev.sce.judge.python;

import dev.sce.LimitOverrides;
import dev.sce.judge.Task;
import java.util.function.UnaryOperator;

/**
 * A function to be written, and a test that calls it: HumanEval's way.
 *
 * @param prompt the beginning of the program, which a sample that is not complete continues
 * @param suffix the end of the program, which follows such a sample; may be empty
 * @param entryPoint the name of the function, or an expression that gives it, such as {@code
 *     Solution().add}
 * @param test Python that defines {@code check(candidate)}
 * @param reference a reference solution, a whole program, for what cannot be judged; may be empty
 * @param harnessImports Python that the data set's own harness puts before every program; samples
 *     find its names where they are asked for. May be empty
 * @param limits of one sample
 */
public record FunctionTask(
    String prompt,
    String suffix,
    String entryPoint,
    String test,
    String reference,
    String harnessImports,
    LimitOverrides limits)
    implements Task {

  /** Makes a task of samples that go on to the end of the program. */
  public FunctionTask(
      String prompt,
      String entryPoint,
      String test,
      String reference,
      String harnessImports,
      LimitOverrides limits) {
    this(prompt, "", entryPoint, test, reference, harnessImports, limits);
  }

  /** Makes a task of a set whose harness puts nothing before a program. */
  public FunctionTask(
      String prompt, String entryPoint, String test, String reference, LimitOverrides limits) {
    this(prompt, entryPoint, test, reference, "", limits);
  }

  /** Makes a task without a reference solution. */
  public FunctionTask(String prompt, String entryPoint, String test, LimitOverrides limits) {
    this(prompt, entryPoint, test, "", "", limits);
  }

  @Override
  public Task withLimits(UnaryOperator<LimitOverrides> change) {
    return new FunctionTask(
        prompt, suffix, entryPoint, test, reference, harnessImports, change.apply(limits));
  }

  @Override
  public String label() {
    return "function";
  }

  /**
   * Returns what the data set itself defines. The beginning of a program that is to be filled in is
   * often no Python without the rest of it.
   */
  String given() {
    if (suffix.isEmpty()) {
      return prompt;
    }
    return reference.isEmpty() ? prompt + suffix : reference;
  }
}
