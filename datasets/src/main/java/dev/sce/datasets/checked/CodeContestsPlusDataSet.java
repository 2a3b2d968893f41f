package dev.sce.datasets.checked;

import dev.sce.datasets.DataSet;
import dev.sce.datasets.DataSetSettings;
import dev.sce.datasets.FormatDataSet;
import dev.sce.datasets.JsonRow;
import dev.sce.datasets.JsonRows;
import dev.sce.datasets.Problem;
import dev.sce.datasets.SampleReader;
import dev.sce.datasets.SampleRow;
import dev.sce.json.InputFiles;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.Sample;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.program.ProgramGrader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * CodeContests+ and CodeContests-O: rows with {@code id} or {@code name}, {@code test_cases} or
 * {@code corner_cases}, and a {@code checker} in C++.
 *
 * <p>Samples are programs in any language. The submissions that rows have are samples too, with
 * what is known of them: the reference solutions are those that are right, and the file of problems
 * as a file of samples has those that are wrong as well.
 */
public final class CodeContestsPlusDataSet extends FormatDataSet {
  private final LanguageTable table;
  private final @Nullable Path testlib;
  private Tally tally = new Tally();
  private @Nullable Path read;

  /** Creates the data set without testlib.h. */
  public CodeContestsPlusDataSet() {
    this(LanguageTable.standard(), null);
  }

  private CodeContestsPlusDataSet(LanguageTable table, @Nullable Path testlib) {
    super(
        "code-contests-plus",
        "CodeContests+, CodeContests-O: rows with test_cases or corner_cases, checker; --testlib",
        () -> List.of(new ProgramGrader(table)));
    this.table = table;
    this.testlib = testlib;
  }

  @Override
  public DataSet with(DataSetSettings settings) {
    return new CodeContestsPlusDataSet(
        settings.graders().languages(), settings.companions().testlib());
  }

  @Override
  public List<String> remarks() {
    return tally.lines();
  }

  @Override
  public Stream<Problem> problems(Path file) {
    Tally counted = new Tally();
    tally = counted;
    read = file;
    Testlib header = testlib == null ? Testlib.NONE : Testlib.read(testlib);
    return counted.whole(
        file,
        JsonRows.read(file, PlusProblem.FIELDS)
            .map(
                row ->
                    new Problem(
                        PlusProblem.id(row),
                        counted.taskOf(row, () -> PlusProblem.task(row, header)))));
  }

  @Override
  public Stream<SampleRow> samples(Path file) throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    PlusSubmissions submissions = new PlusSubmissions(table, counts);
    if (isRead(file)) {
      return submissions(file).flatMap(row -> submissions.all(row).stream());
    }
    return JsonRows.samples(
        file,
        (row, _) ->
            PlusSubmissions.areIn(row)
                ? submissions.all(row)
                : SampleReader.DEFAULT.rows(row, counts));
  }

  /** Rows of problems may be far larger than rows of samples, for they have the tests as well. */
  private boolean isRead(Path file) throws IOException {
    return read != null && (file.equals(read) || InputFiles.areSame(file, read));
  }

  @Override
  public Stream<Sample> canonical(Path file) {
    return canonicalRows(file)
        .filter(SampleRow.Valid.class::isInstance)
        .map(row -> ((SampleRow.Valid) row).sample());
  }

  @Override
  public Stream<SampleRow> canonicalRows(Path file) {
    PlusSubmissions submissions = new PlusSubmissions(table, new HashMap<>());
    return submissions(file).flatMap(row -> submissions.correct(row).stream());
  }

  /** Reads rows of problems for their submissions; somebody must have one. */
  private static Stream<JsonRow> submissions(Path file) {
    AtomicBoolean any = new AtomicBoolean();
    Stream<JsonRow> rows =
        JsonRows.read(file, PlusSubmissions.FIELDS)
            .peek(row -> any.compareAndSet(false, PlusSubmissions.areIn(row)));
    return JsonRows.thenCheck(rows, () -> refuseWithoutSubmissions(file, any.get()));
  }

  private static void refuseWithoutSubmissions(Path file, boolean any) {
    if (!any) {
      throw new InvalidDataException(
          file
              + ": no row has 'correct_submissions'; rows of CodeContests-O have none, so name the"
              + " rows of CodeContests (with 'solutions') with --samples");
    }
  }
}
