package dev.sce.datasets.python;

import dev.sce.datasets.FormatDataSet;
import dev.sce.datasets.Problem;
import dev.sce.judge.Sample;
import dev.sce.judge.python.AssertsGrader;
import dev.sce.judge.python.FunctionGrader;
import dev.sce.judge.python.InputsGrader;
import dev.sce.judge.python.InputsTask;
import dev.sce.judge.python.PythonLimits;
import dev.sce.judge.python.PythonModules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * HumanEval+ and MBPP+ as evalplus publishes them: one JSON object a line, also {@code .gz}, with
 * {@code task_id}, {@code prompt}, {@code entry_point}, {@code canonical_solution}, {@code
 * base_input}, {@code plus_input} and {@code atol}. Rows of the Hugging Face hub have one script
 * {@code test} instead of inputs and are judged as those of {@link HumanEval} and {@link Mbpp}.
 *
 * <p>EvoEval has the same rows, of which most have {@code inputs}, texts of Python, instead.
 */
public abstract sealed class EvalPlus extends FormatDataSet {
  private final InputsTask.Family family;

  private EvalPlus(String name, InputsTask.Family family) {
    this(
        name,
        "evalplus: rows with task_id, prompt, entry_point, canonical_solution, base_input,"
            + " plus_input",
        family);
  }

  private EvalPlus(String name, String description, InputsTask.Family family) {
    super(
        name,
        description,
        () -> List.of(new InputsGrader(), new FunctionGrader(), new AssertsGrader()));
    this.family = family;
  }

  /** HumanEval+. */
  public static final class HumanEvalPlus extends EvalPlus {
    /** Makes the data set; it has no state. */
    public HumanEvalPlus() {
      super("humaneval-plus", InputsTask.Family.HUMANEVAL);
    }
  }

  /** MBPP+. */
  public static final class MbppPlus extends EvalPlus {
    /** Makes the data set; it has no state. */
    public MbppPlus() {
      super("mbpp-plus", InputsTask.Family.MBPP);
    }
  }

  /** EvoEval (Xia et al. 2024), of which two sets are in the form of HumanEval+. */
  public static final class EvoEval extends EvalPlus {
    /** Makes the data set; it has no state. */
    public EvoEval() {
      super(
          "evoeval",
          "EvoEval: rows with task_id, prompt, entry_point, canonical_solution, inputs",
          InputsTask.Family.EVOEVAL);
    }
  }

  @Override
  public Stream<Problem> problems(Path file) throws IOException {
    return PlusRows.read(file).map(this::problem);
  }

  private Problem problem(PlusRows.PlusRow row) {
    if (!row.hasInputs()) {
      return Mbpp.anyProblem(row.row());
    }
    String prompt = row.field("prompt");
    boolean evo = family == InputsTask.Family.EVOEVAL && row.hasTexts();
    List<String> names =
        evo
            ? names("input", row.length(PlusRows.TEXTS)).toList()
            : Stream.of("base", "plus")
                .flatMap(part -> names(part, row.length(part + "_input")))
                .toList();
    InputsTask.Family rules =
        family == InputsTask.Family.EVOEVAL && !evo ? InputsTask.Family.HUMANEVAL : family;
    InputsTask task =
        new InputsTask(
            rules,
            prompt,
            row.field("entry_point"),
            prompt + (evo ? "\n" : "") + row.field("canonical_solution"),
            row.text(),
            names,
            PythonLimits.DEFAULT);
    return new Problem(row.field("task_id"), task);
  }

  private static Stream<String> names(String part, int count) {
    return IntStream.range(0, count).mapToObj(i -> part + "/" + i);
  }

  @Override
  public Stream<Sample> canonical(Path file) throws IOException {
    return PlusRows.read(file)
        .map(row -> row.hasInputs() ? solution(row) : Mbpp.solution(row.row()));
  }

  /** EvoEval's own tool puts a line's end before its solutions, unlike before completions. */
  private Sample solution(PlusRows.PlusRow row) {
    String code = row.field("canonical_solution");
    boolean evo = family == InputsTask.Family.EVOEVAL && row.hasTexts();
    return new Sample(row.field("task_id"), 0, (evo ? "\n" : "") + code, false, "python");
  }

  @Override
  public List<String> preload() {
    return PythonModules.PRELOAD;
  }
}
