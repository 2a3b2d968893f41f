package dev.sce.datasets.python;

import dev.sce.datasets.FormatDataSet;
import dev.sce.datasets.JsonRow;
import dev.sce.datasets.JsonRows;
import dev.sce.datasets.Problem;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.Sample;
import dev.sce.judge.python.AssertsGrader;
import dev.sce.judge.python.AssertsTask;
import dev.sce.judge.python.FunctionGrader;
import dev.sce.judge.python.PythonLimits;
import dev.sce.judge.python.PythonModules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * MBPP in the forms it is published in: the full set ({@code text}, {@code code}, {@code
 * test_list}, {@code test_setup_code}, {@code challenge_test_list}), the sanitized one ({@code
 * prompt}, {@code test_imports}), one with {@code test} for the list, and one in the form of {@link
 * HumanEval}.
 */
public final class Mbpp extends FormatDataSet {
  /** Makes the data set; it has no state. */
  public Mbpp() {
    super(
        "mbpp",
        "MBPP, full or sanitized: rows with task_id, code, test_list or test",
        () -> List.of(new FunctionGrader(), new AssertsGrader()));
  }

  @Override
  public Stream<Problem> problems(Path file) throws IOException {
    return JsonRows.read(file).map(Mbpp::anyProblem);
  }

  /** Returns the problem of a row in any of the forms. */
  static Problem anyProblem(JsonRow row) {
    return isFunction(row) ? function(row) : problem(row);
  }

  private static boolean isFunction(JsonRow row) {
    return row.has("entry_point") && row.json().path("test").isString();
  }

  private static Problem function(JsonRow row) {
    return HumanEval.problem(row);
  }

  private static Problem problem(JsonRow row) {
    List<String> tests = new ArrayList<>(row.texts("test_list"));
    tests.addAll(row.texts("challenge_test_list"));
    tests.addAll(row.texts("test"));
    if (tests.isEmpty()) {
      throw new InvalidDataException(
          row.place() + ": there are no tests: neither 'test_list' nor 'test' has any");
    }
    String setup =
        String.join("\n", row.texts("test_imports"))
            + "\n"
            + row.optionalText("test_setup_code").orElse("");
    String reference = row.optionalText("code").orElse("");
    AssertsTask task =
        new AssertsTask("", setup, tests, reference, List.of(), PythonLimits.DEFAULT);
    return new Problem(row.text("task_id"), task);
  }

  @Override
  public Stream<Sample> canonical(Path file) throws IOException {
    return JsonRows.read(file).map(Mbpp::solution);
  }

  /** Returns the reference solution of a row in any of the forms. */
  static Sample solution(JsonRow row) {
    boolean function = isFunction(row);
    return new Sample(
        row.text("task_id"),
        0,
        row.text(function ? "canonical_solution" : "code"),
        !function,
        "python");
  }

  @Override
  public List<String> preload() {
    return PythonModules.PRELOAD;
  }
}
