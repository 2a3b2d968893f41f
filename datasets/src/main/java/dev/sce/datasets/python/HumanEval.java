package dev.sce.datasets.python;

import dev.sce.datasets.FormatDataSet;
import dev.sce.datasets.JsonRow;
import dev.sce.datasets.JsonRows;
import dev.sce.datasets.Problem;
import dev.sce.judge.Sample;
import dev.sce.judge.python.FunctionGrader;
import dev.sce.judge.python.FunctionTask;
import dev.sce.judge.python.PythonLimits;
import dev.sce.judge.python.PythonModules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * HumanEval, and every set of its form: a prompt, the name of a function, and a test that defines
 * {@code check(candidate)}. MBPP has been published in this form too. Rows with a {@code suffix}
 * are those of HumanEval-Infilling: a completion stands between prompt and suffix.
 */
public final class HumanEval extends FormatDataSet {
  /** Makes the data set; it has no state. */
  public HumanEval() {
    super(
        "humaneval",
        "HumanEval: rows with task_id, prompt, entry_point, test, canonical_solution; infilling:"
            + " suffix",
        () -> List.of(new FunctionGrader()));
  }

  @Override
  public Stream<Problem> problems(Path file) throws IOException {
    return JsonRows.read(file).map(HumanEval::problem);
  }

  static Problem problem(JsonRow row) {
    String prompt = row.text("prompt");
    String suffix = row.optionalText("suffix").orElse("");
    FunctionTask task =
        new FunctionTask(
            prompt,
            suffix,
            row.text("entry_point").strip(),
            row.text("test"),
            row.optionalText("canonical_solution")
                .map(solution -> prompt + solution + suffix)
                .orElse(""),
            "",
            PythonLimits.DEFAULT);
    return new Problem(row.text("task_id"), task);
  }

  /** Returns the reference solution; some sets of this form call it a completion. */
  private static Optional<String> reference(JsonRow row) {
    return row.optionalText("canonical_solution").or(() -> row.optionalText("completion"));
  }

  @Override
  public Stream<Sample> canonical(Path file) throws IOException {
    return JsonRows.read(file).map(HumanEval::solution);
  }

  private static Sample solution(JsonRow row) {
    String code = reference(row).orElseThrow(() -> row.missing("canonical_solution"));
    return new Sample(row.text("task_id"), 0, code, false, "python");
  }

  @Override
  public List<String> preload() {
    return PythonModules.PRELOAD;
  }
}
