package dev.sce.datasets.checked;

import dev.sce.datasets.DataSet;
import dev.sce.datasets.DataSetSettings;
import dev.sce.datasets.FormatDataSet;
import dev.sce.datasets.JsonRow;
import dev.sce.datasets.JsonRows;
import dev.sce.datasets.Problem;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.Sample;
import dev.sce.judge.Task;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.program.ProgramGrader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * open-r1's Codeforces: rows with {@code id}, {@code official_tests}, {@code generated_checker},
 * {@code time_limit}, {@code memory_limit}, {@code input_mode}, and further tests in files of their
 * own.
 *
 * <p>Samples are programs in any language, and pass if all tests pass. A problem that cannot be
 * judged is there, and its samples have no judgement.
 */
public final class CodeforcesDataSet extends FormatDataSet {
  private final @Nullable MoreTests more;
  private Tally tally = new Tally();

  /** Creates the data set without further tests. */
  public CodeforcesDataSet() {
    this(LanguageTable.standard(), null);
  }

  private CodeforcesDataSet(LanguageTable table, @Nullable MoreTests more) {
    super(
        "codeforces",
        "open-r1's Codeforces: rows with id, official_tests, generated_checker; --more-tests",
        () -> List.of(new ProgramGrader(table)));
    this.more = more;
  }

  @Override
  public DataSet with(DataSetSettings settings) {
    Path folder = settings.companions().moreTests();
    return new CodeforcesDataSet(
        settings.graders().languages(), folder == null ? null : new MoreTests(folder));
  }

  @Override
  public List<String> remarks() {
    return tally.lines();
  }

  @Override
  public Stream<Problem> problems(Path file) {
    Tally counted = new Tally();
    tally = counted;
    Map<String, String> known = new HashMap<>();
    return counted.whole(
        file, JsonRows.read(file).flatMap(row -> problem(row, known, counted).stream()));
  }

  /** A file with prompts has a row for each language, and the problem is the same. */
  private Optional<Problem> problem(JsonRow row, Map<String, String> known, Tally counted) {
    CodeforcesProblem problem = new CodeforcesProblem(row, counted);
    String before = known.putIfAbsent(problem.id(), problem.digest());
    if (problem.digest().equals(before)) {
      counted.note("rows repeat the problem of an earlier row");
      return Optional.empty();
    }
    Task task = counted.taskOf(row, () -> problem.task(more));
    return Optional.of(new Problem(problem.id(), task));
  }

  @Override
  public Stream<Sample> canonical(Path file) {
    throw new InvalidDataException(
        file
            + ": there are no reference solutions in open-r1's Codeforces; name a file of samples"
            + " with --samples");
  }
}
