package dev.sce.judge.python;

import dev.sce.LimitOverrides;
import dev.sce.judge.Task;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A question about a program, answered by an expression of Python: the way of CRUXEval and of the
 * scenarios of LiveCodeBench that ask for no program.
 *
 * @param kind what is asked for
 * @param code the program, whose names the answer may use; may be empty
 * @param call the call whose value is predicted, or the name of the function that a predicted call
 *     must call; for an assertion empty
 * @param expected an expression that gives what the answer must be equal to
 * @param limits of one sample
 */
public record PredictionTask(
    Kind kind, String code, String call, String expected, LimitOverrides limits) implements Task {

  /** What is asked for. */
  public enum Kind {
    /** What a call of the program gives; an answer that repeats the call is none. */
    OUTPUT,
    /** A call of the program that gives a value. */
    INPUT,
    /** What a test expects, as a value or as an assertion. */
    ASSERTION;

    /** Returns its name for the script that reads answers. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Task withLimits(UnaryOperator<LimitOverrides> change) {
    return new PredictionTask(kind, code, call, expected, change.apply(limits));
  }

  @Override
  public String label() {
    return kind == Kind.INPUT ? "predicted call" : "predicted value";
  }
}
