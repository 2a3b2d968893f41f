package dev.sce.datasets.testprograms;

import dev.sce.LimitOverrides;
import dev.sce.datasets.FormatDataSet;
import dev.sce.datasets.Groups;
import dev.sce.datasets.JsonRow;
import dev.sce.datasets.JsonRows;
import dev.sce.datasets.Problem;
import dev.sce.judge.Sample;
import dev.sce.judge.python.TestProgramGrader;
import dev.sce.judge.python.TestProgramTask;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A set whose tests and sample form one program. */
public abstract sealed class TestProgramSet extends FormatDataSet {
  private TestProgramSet(String name, String description) {
    super(name, description, () -> List.of(new TestProgramGrader()));
  }

  abstract String id(JsonRow row);

  abstract TestProgramTask task(JsonRow row);

  abstract Sample reference(JsonRow row);

  @Override
  public final Stream<Problem> problems(Path file) {
    return JsonRows.read(file)
        .map(
            row ->
                new Problem(id(row), task(row))
                    .withGroups(Groups.of(row.json(), "subset", "style", "difficulty")));
  }

  @Override
  public final Stream<Sample> canonical(Path file) {
    return JsonRows.read(file).map(this::reference);
  }

  private static LimitOverrides wall(int seconds) {
    return LimitOverrides.NONE.withWallTime(Duration.ofSeconds(seconds));
  }

  /**
   * BigCodeBench (Zhuo et al. 2024): rows with {@code task_id}, {@code complete_prompt}, {@code
   * code_prompt}, {@code canonical_solution} and {@code test}. As its authors do, the beginning of
   * the program with an empty body stands before every sample, so that one which lacks the imports
   * has them, and {@code os}, {@code sys} and {@code environ} before all.
   */
  public static final class BigCodeBench extends TestProgramSet {
    private static final int SECONDS = 240;
    private static final String NAMES = "import os, sys; environ = os.environ\n";

    /** Makes the data set; it has no state. */
    public BigCodeBench() {
      super(
          "bigcodebench",
          "BigCodeBench: rows with task_id, complete_prompt, code_prompt, test; in one process");
    }

    @Override
    String id(JsonRow row) {
      return row.text("task_id");
    }

    @Override
    TestProgramTask task(JsonRow row) {
      return new TestProgramTask(
          TestProgramTask.Framework.UNITTEST,
          NAMES + row.text("code_prompt") + "\n    pass\n\n",
          row.text("complete_prompt"),
          row.text("test"),
          wall(SECONDS));
    }

    @Override
    Sample reference(JsonRow row) {
      return new Sample(id(row), 0, "\n" + row.text("canonical_solution"), false, "python");
    }
  }

  /**
   * ClassEval (Du et al. 2023): rows with {@code task_id}, {@code import_statement}, {@code test}
   * and {@code solution_code}. The imports stand before every sample.
   */
  public static final class ClassEval extends TestProgramSet {
    private static final int SECONDS_OF_CLASS = 5;

    /** Makes the data set; it has no state. */
    public ClassEval() {
      super(
          "classeval",
          "ClassEval: rows with task_id, import_statement, test, solution_code; in one process");
    }

    @Override
    String id(JsonRow row) {
      return row.text("task_id");
    }

    @Override
    TestProgramTask task(JsonRow row) {
      int classes = Math.max(1, row.texts("test_classes").size());
      return new TestProgramTask(
          TestProgramTask.Framework.UNITTEST,
          String.join("\n", row.texts("import_statement")) + "\n",
          "",
          row.text("test"),
          wall(SECONDS_OF_CLASS * classes));
    }

    @Override
    Sample reference(JsonRow row) {
      return new Sample(id(row), 0, row.text("solution_code"), true, "python");
    }
  }

  /**
   * KodCode (Xu et al. 2025): rows with {@code question_id}, {@code solution} and {@code
   * test_code}, a file for pytest that imports the solution. The data set {@code verifiable} reads
   * them too.
   */
  public static final class KodCode extends TestProgramSet {
    private static final int SECONDS = 30;

    /** Makes the data set; it has no state. */
    public KodCode() {
      super("kodcode", "KodCode: rows with question_id, solution, test_code; in one process");
    }

    @Override
    String id(JsonRow row) {
      return row.optionalText("question_id").orElseGet(() -> row.text("id"));
    }

    @Override
    TestProgramTask task(JsonRow row) {
      String tests = row.optionalText("test_code").or(() -> row.optionalText("test")).orElse("");
      if (tests.isBlank()) {
        throw row.missing("test_code");
      }
      return new TestProgramTask(TestProgramTask.Framework.PYTEST, tests, wall(SECONDS));
    }

    @Override
    Sample reference(JsonRow row) {
      return new Sample(id(row), 0, row.text("solution"), true, "python");
    }
  }
}
