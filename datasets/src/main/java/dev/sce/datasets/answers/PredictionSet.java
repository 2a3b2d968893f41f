package dev.sce.datasets.answers;

import dev.sce.datasets.FormatDataSet;
import dev.sce.datasets.JsonRow;
import dev.sce.datasets.JsonRows;
import dev.sce.datasets.Problem;
import dev.sce.datasets.SampleRow;
import dev.sce.judge.Sample;
import dev.sce.judge.python.PredictionGrader;
import dev.sce.judge.python.PredictionTask;
import dev.sce.judge.python.PythonModules;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A set whose samples are expressions of Python instead of programs. */
abstract class PredictionSet extends FormatDataSet {
  PredictionSet(String name, String description) {
    super(name, description, () -> List.of(new PredictionGrader()));
  }

  /** Returns what a row asks. */
  abstract PredictionTask task(JsonRow row);

  /** Returns the answer that a row says is right. */
  abstract String reference(JsonRow row);

  /** Returns the id of the problem of a row, or of an answer to it; empty where it says none. */
  Optional<String> id(JsonRow row) {
    return Stream.of("id", "task_id", "problem_id", "question_id")
        .flatMap(field -> row.optionalText(field).stream())
        .findFirst();
  }

  /** Adds what rows say of a problem besides. */
  Problem described(Problem problem, JsonRow row) {
    return problem;
  }

  private String requiredId(JsonRow row) {
    return id(row).orElseThrow(() -> row.missing("id"));
  }

  @Override
  public final Stream<Problem> problems(Path file) {
    return JsonRows.read(file).map(row -> described(new Problem(requiredId(row), task(row)), row));
  }

  @Override
  public final Stream<SampleRow> samples(Path file) {
    return new AnswerRows(this::id).read(file);
  }

  @Override
  public final Stream<Sample> canonical(Path file) {
    return JsonRows.read(file)
        .map(row -> new Sample(requiredId(row), 0, reference(row), true, "python"));
  }

  @Override
  public final List<String> preload() {
    return PythonModules.PRELOAD;
  }
}
