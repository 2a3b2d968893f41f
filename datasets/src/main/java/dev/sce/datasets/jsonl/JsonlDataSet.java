package dev.sce.datasets.jsonl;

import dev.sce.datasets.DataSet;
import dev.sce.datasets.DataSetSettings;
import dev.sce.datasets.FormatDataSet;
import dev.sce.datasets.JsonRow;
import dev.sce.datasets.JsonRows;
import dev.sce.datasets.Problem;
import dev.sce.judge.Sample;
import dev.sce.judge.call.CallGrader;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.program.ProgramGrader;
import dev.sce.judge.python.AssertsGrader;
import dev.sce.judge.python.FunctionGrader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Problems in this project's own format, so that a new data set needs no Java: one JSON object a
 * problem, whose {@code type} says how it is judged. docs/datasets.md describes it.
 */
public final class JsonlDataSet extends FormatDataSet {
  /** Creates the data set with the built-in languages. */
  public JsonlDataSet() {
    this(LanguageTable.standard());
  }

  /**
   * Creates the data set.
   *
   * @param table languages of programs that read standard input
   */
  public JsonlDataSet(LanguageTable table) {
    super(
        "jsonl",
        "your own problems: rows with id, type (stdin, call, assert, function) and tests",
        () ->
            List.of(
                new ProgramGrader(table),
                new CallGrader(),
                new AssertsGrader(),
                new FunctionGrader()));
  }

  @Override
  public DataSet with(DataSetSettings settings) {
    return new JsonlDataSet(settings.graders().languages());
  }

  @Override
  public Stream<Problem> problems(Path file) {
    return JsonRows.read(file).map(JsonlDataSet::problem);
  }

  /**
   * Reads one problem.
   *
   * @throws dev.sce.json.InvalidDataException naming the field that is wrong
   */
  public static Problem problem(JsonRow row) {
    return new JsonlProblem(row).toProblem();
  }

  @Override
  public Stream<Sample> canonical(Path file) {
    return JsonRows.read(file).flatMap(row -> new JsonlProblem(row).solutions().stream());
  }
}
