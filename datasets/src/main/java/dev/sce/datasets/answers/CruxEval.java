package dev.sce.datasets.answers;

import dev.sce.datasets.JsonRow;
import dev.sce.judge.python.PredictionTask;
import dev.sce.judge.python.PythonLimits;

/**
 * CRUXEval (Gu et al. 2024): rows with {@code id}, a program {@code code} that defines {@code f},
 * the arguments {@code input} of a call, and its value {@code output}.
 */
public abstract sealed class CruxEval extends PredictionSet {
  private static final String FUNCTION = "f";
  private static final String ROWS = ": rows with id, code, input, output";

  private CruxEval(String name, String description) {
    super(name, description + ROWS);
  }

  private static String call(JsonRow row) {
    return FUNCTION + "(" + row.text("input") + ")";
  }

  /** Asks for the value of a call. */
  public static final class Output extends CruxEval {
    /** Makes the data set; it has no state. */
    public Output() {
      super("cruxeval-o", "CRUXEval, output prediction");
    }

    @Override
    PredictionTask task(JsonRow row) {
      return new PredictionTask(
          PredictionTask.Kind.OUTPUT,
          row.text("code"),
          call(row),
          row.text("output"),
          PythonLimits.DEFAULT);
    }

    @Override
    String reference(JsonRow row) {
      return row.text("output");
    }
  }

  /** Asks for a call that has a value. */
  public static final class Input extends CruxEval {
    /** Makes the data set; it has no state. */
    public Input() {
      super("cruxeval-i", "CRUXEval, input prediction");
    }

    @Override
    PredictionTask task(JsonRow row) {
      return new PredictionTask(
          PredictionTask.Kind.INPUT,
          row.text("code"),
          FUNCTION,
          row.text("output"),
          PythonLimits.DEFAULT);
    }

    @Override
    String reference(JsonRow row) {
      return call(row);
    }
  }
}
