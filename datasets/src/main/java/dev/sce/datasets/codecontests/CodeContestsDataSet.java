package dev.sce.datasets.codecontests;

import dev.sce.datasets.FormatDataSet;
import dev.sce.datasets.JsonRows;
import dev.sce.datasets.Problem;
import dev.sce.judge.Sample;
import dev.sce.judge.program.StdinGrader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * CodeContests (Li et al. 2022): rows with {@code name}, {@code public_tests}, {@code
 * private_tests}, {@code generated_tests}, {@code time_limit}, {@code memory_limit_bytes}, {@code
 * solutions} and {@code incorrect_solutions}.
 *
 * <p>A problem's id is its name. Programs read standard input; the few problems with {@code
 * input_file} are judged that way too. A sample that does not say its language is Python 3.
 */
public final class CodeContestsDataSet extends FormatDataSet {
  private final CodeContestsOptions options;

  /** Makes the data set with all its tests. */
  public CodeContestsDataSet() {
    this(CodeContestsOptions.DEFAULT);
  }

  /** Makes the data set judged in another way. */
  public CodeContestsDataSet(CodeContestsOptions options) {
    super(
        "code-contests",
        "CodeContests: rows with public, private and generated tests; several languages",
        () -> List.of(new StdinGrader()));
    this.options = options;
  }

  @Override
  public Stream<Problem> problems(Path file) {
    return JsonRows.read(file).map(row -> new ContestProblem(row).toProblem(options));
  }

  @Override
  public Stream<Sample> canonical(Path file) {
    return programs(file, "solutions");
  }

  /** Reads the programs that are known to be wrong. */
  public Stream<Sample> incorrect(Path file) {
    return programs(file, "incorrect_solutions");
  }

  private static Stream<Sample> programs(Path file, String field) {
    return JsonRows.read(file).flatMap(row -> new ContestProblem(row).programs(field).stream());
  }
}
