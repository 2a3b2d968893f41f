package dev.sce.eval.sets;

import dev.sce.eval.Grader;
import dev.sce.eval.Problem;
import dev.sce.eval.Sample;
import dev.sce.eval.calls.CallGrader;
import dev.sce.eval.contest.IoGrader;
import dev.sce.eval.data.DataSet;
import dev.sce.eval.data.JsonRows;
import dev.sce.eval.language.LanguageTable;
import dev.sce.eval.python.AssertsGrader;
import dev.sce.eval.python.FunctionGrader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Problems in this project's own format, so that a new data set needs no Java: one JSON object a
 * problem, whose {@code type} says how it is judged. docs/datasets.md describes it.
 *
 * @param table languages of programs that read standard input
 */
public record JsonlDataSet(LanguageTable table) implements DataSet {
  @Override
  public String name() {
    return "jsonl";
  }

  @Override
  public String description() {
    return "your own problems: rows with id, type (stdin, call, assert, function) and tests";
  }

  @Override
  public Stream<Problem> problems(Path file) {
    return JsonRows.read(file).map(row -> new JsonlProblem(row).toProblem());
  }

  @Override
  public Stream<Sample> canonical(Path file) {
    return JsonRows.read(file).flatMap(row -> new JsonlProblem(row).solutions().stream());
  }

  @Override
  public List<Grader<?>> graders() {
    return List.of(
        new IoGrader(table), new CallGrader(), new AssertsGrader(), new FunctionGrader());
  }
}
