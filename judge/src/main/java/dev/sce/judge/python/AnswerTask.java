package dev.sce.judge.python;

import dev.sce.LimitOverrides;
import dev.sce.judge.Task;
import java.util.function.UnaryOperator;

/**
 * A question whose answer is a number: GSM8K's way. A sample is a program that gives it or a text
 * that ends in it.
 *
 * @param target the right answer as the data set writes it, for example {@code 1,234}
 * @param entryPoint the function that gives a program's answer; without it, a variable named {@code
 *     answer}, {@code result} or {@code ans} does, else what it printed last
 * @param tolerance how far, in absolute terms, a right answer may be off; a share of 1e-12 is
 *     always allowed
 * @param limits of one sample
 */
public record AnswerTask(String target, String entryPoint, double tolerance, LimitOverrides limits)
    implements Task {
  @Override
  public Task withLimits(UnaryOperator<LimitOverrides> change) {
    return new AnswerTask(target, entryPoint, tolerance, change.apply(limits));
  }

  @Override
  public String label() {
    return "answer";
  }
}
