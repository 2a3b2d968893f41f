package dev.sce.datasets.livecodebench;

import dev.sce.datasets.FormatDataSet;
import dev.sce.datasets.JsonRows;
import dev.sce.datasets.Problem;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.Sample;
import dev.sce.judge.call.CallGrader;
import dev.sce.judge.program.StdinGrader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * LiveCodeBench code generation (Jain et al. 2024): rows with {@code question_id}, {@code
 * public_test_cases}, {@code private_test_cases}, {@code metadata} and {@code starter_code}, as the
 * files {@code test.jsonl}, {@code test2.jsonl} and so on hold them.
 *
 * <p>Samples are those of its custom evaluator: an array of objects with {@code question_id} and
 * {@code code_list}; rows with one {@code code} each will do too.
 */
public final class LiveCodeBenchDataSet extends FormatDataSet {
  private final LiveCodeBenchOptions options;

  /** Makes the data set as its authors judge it. */
  public LiveCodeBenchDataSet() {
    this(LiveCodeBenchOptions.DEFAULT);
  }

  /** Makes the data set judged in another way. */
  public LiveCodeBenchDataSet(LiveCodeBenchOptions options) {
    super(
        "livecodebench",
        "LiveCodeBench code generation: rows with public and hidden tests, both kinds",
        () -> List.of(new StdinGrader(), new CallGrader()));
    this.options = options;
  }

  @Override
  public Stream<Problem> problems(Path file) {
    return JsonRows.read(file).map(row -> new LiveCodeBenchProblem(row).toProblem(options));
  }

  @Override
  public boolean hasDates() {
    return true;
  }

  @Override
  public Stream<Sample> canonical(Path file) {
    throw new InvalidDataException(
        file + ": LiveCodeBench has no reference solutions; give a file of samples");
  }
}
