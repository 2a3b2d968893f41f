package dev.sce.datasets.answers;

import dev.sce.datasets.JsonRow;
import dev.sce.datasets.Problem;
import dev.sce.datasets.livecodebench.ContestDate;
import dev.sce.judge.call.PythonJson;
import dev.sce.judge.python.PredictionTask;
import dev.sce.judge.python.PythonLimits;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The scenarios of LiveCodeBench whose samples are values. */
public abstract sealed class LiveCodeBenchAnswers extends PredictionSet {
  private LiveCodeBenchAnswers(String name, String description) {
    super(name, description);
  }

  @Override
  public final boolean hasDates() {
    return true;
  }

  @Override
  final Problem described(Problem problem, JsonRow row) {
    return ContestDate.problem(problem.id(), problem.task(), row.json());
  }

  /**
   * Code execution: rows with {@code id}, {@code code}, a call {@code input} and its value {@code
   * output}.
   */
  public static final class Execution extends LiveCodeBenchAnswers {
    /** Makes the data set; it has no state. */
    public Execution() {
      super(
          "livecodebench-execution",
          "LiveCodeBench code execution: rows with id, code, input, output");
    }

    @Override
    PredictionTask task(JsonRow row) {
      String code = row.text("code");
      return new PredictionTask(
          PredictionTask.Kind.OUTPUT,
          ExecutionImports.before(code),
          row.text("input"),
          row.text("output"),
          PythonLimits.DEFAULT);
    }

    @Override
    String reference(JsonRow row) {
      return row.text("output");
    }
  }

  /**
   * Test output prediction: rows with {@code question_id}, {@code test_id} and {@code test}, a list
   * of one object with {@code output}, as JSON or as text.
   */
  public static final class TestOutput extends LiveCodeBenchAnswers {
    /** Makes the data set; it has no state. */
    public TestOutput() {
      super(
          "livecodebench-test-output",
          "LiveCodeBench test output prediction: rows with question_id, test_id, test");
    }

    @Override
    Optional<String> id(JsonRow row) {
      return row.optionalText("question_id")
          .flatMap(question -> row.optionalText("test_id").map(test -> question + "/" + test));
    }

    @Override
    PredictionTask task(JsonRow row) {
      return new PredictionTask(
          PredictionTask.Kind.ASSERTION,
          "",
          "",
          PythonText.of(expected(row)),
          PythonLimits.DEFAULT);
    }

    @Override
    String reference(JsonRow row) {
      return PythonText.of(expected(row));
    }

    private static JsonNode expected(JsonRow row) {
      JsonNode tests = row.json().path("test");
      JsonNode list = tests.isString() ? json(row, tests.asString()) : tests;
      JsonNode output = list.path(0).path("output");
      if (!output.isString()) {
        throw row.invalid("test", "must be a list with one test that has a text 'output'");
      }
      return json(row, output.asString());
    }

    private static JsonNode json(JsonRow row, String text) {
      try {
        return PythonJson.MAPPER.readTree(text);
      } catch (JacksonException e) {
        throw row.invalid("test", "holds a text that is no JSON: " + e.getOriginalMessage());
      }
    }
  }
}
