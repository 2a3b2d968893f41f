package dev.sce.datasets.multilingual;

import dev.sce.LimitOverrides;
import dev.sce.Limits;
import dev.sce.datasets.DataSet;
import dev.sce.datasets.DataSetSettings;
import dev.sce.datasets.FormatDataSet;
import dev.sce.datasets.JsonRow;
import dev.sce.datasets.JsonRows;
import dev.sce.datasets.Problem;
import dev.sce.judge.Sample;
import dev.sce.judge.Task;
import dev.sce.judge.harness.HarnessGrader;
import dev.sce.judge.harness.HarnessTask;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.python.FunctionGrader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * HumanEval-X: the 164 problems of HumanEval in Python, C++, Java, JavaScript, Go and Rust, one
 * file a language. The language is told by the problem's name, such as {@code CPP/0}.
 */
public final class HumanEvalX extends FormatDataSet {
  /** What a sample and its tests may use together. */
  static final LimitOverrides LIMITS = LimitOverrides.allOf(Limits.DEFAULT);

  private static final Set<String> LANGUAGES =
      Set.of("cpp", "java", "javascript", "go", "rust", "python");

  /** Creates the data set with the built-in languages. */
  public HumanEvalX() {
    this(LanguageTable.standard());
  }

  /**
   * Creates the data set.
   *
   * @param table the languages
   */
  public HumanEvalX(LanguageTable table) {
    super(
        "humaneval-x",
        "HumanEval-X: humaneval_{python,cpp,java,js,go,rust}.jsonl.gz",
        () -> List.of(new HarnessGrader(table), new FunctionGrader()));
  }

  @Override
  public DataSet with(DataSetSettings settings) {
    return new HumanEvalX(settings.graders().languages());
  }

  @Override
  public Stream<Problem> problems(Path file) throws IOException {
    return JsonRows.read(file).map(row -> new Problem(row.text("task_id"), task(row)));
  }

  private static Task task(JsonRow row) {
    String language = language(row);
    if (language.equals("python")) {
      return PythonTasks.of(row.text("prompt"), row.text("test"), PythonTasks.HUMAN_EVAL_X, LIMITS);
    }
    boolean rust = language.equals("rust");
    return new HarnessTask(
        language,
        rust ? row.text("declaration") : row.text("prompt"),
        row.text("test"),
        false,
        row.optionalText("test_setup").orElse(""),
        row.optionalText("canonical_solution").orElse(null),
        LIMITS);
  }

  private static String language(JsonRow row) {
    String id = row.text("task_id");
    String language = id.substring(0, Math.max(0, id.indexOf('/'))).toLowerCase(Locale.ROOT);
    if (!LANGUAGES.contains(language)) {
      throw row.invalid("task_id", "must be LANGUAGE/NUMBER, like CPP/0");
    }
    return language;
  }

  @Override
  public Stream<Sample> canonical(Path file) throws IOException {
    return JsonRows.read(file).map(HumanEvalX::solution);
  }

  private static Sample solution(JsonRow row) {
    String code = row.text("canonical_solution");
    return new Sample(row.text("task_id"), 0, code, false, language(row));
  }
}
