package dev.sce.datasets.contest;

import dev.sce.datasets.Authored;
import dev.sce.datasets.DataSet;
import dev.sce.datasets.DataSetSettings;
import dev.sce.datasets.FormatDataSet;
import dev.sce.datasets.Problem;
import dev.sce.datasets.SampleRow;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.Sample;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.program.ProgramGrader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Contest problems: a package in the layout of Kattis and the ICPC, a folder of such packages, or
 * rows of JSON.
 *
 * <p>Samples are rows of the usual forms, rows with {@code problem} and {@code files}, or a package
 * or folder of packages, whose submissions are taken.
 */
public final class ContestDataSet extends FormatDataSet {
  private final LanguageTable table;
  private final @Nullable Path judges;

  /** Creates the data set with the built-in languages. */
  public ContestDataSet() {
    this(LanguageTable.standard(), null);
  }

  /**
   * Creates the data set.
   *
   * @param table languages of samples and judges
   * @param judges where judges of problems are that come without, see {@link ProblemRows}; absent
   *     for nowhere
   */
  public ContestDataSet(LanguageTable table, @Nullable Path judges) {
    super(
        "contest",
        "contest problems: a folder in the Kattis/ICPC layout, or JSON rows with tests",
        () -> List.of(new ProgramGrader(table)));
    this.table = table;
    this.judges = judges;
  }

  @Override
  public DataSet with(DataSetSettings settings) {
    return new ContestDataSet(settings.graders().languages(), settings.companions().judges());
  }

  @Override
  public Stream<Problem> problems(Path file) throws IOException {
    return Files.isDirectory(file)
        ? packages(file).stream().map(ProblemPackage::problem)
        : new ProblemRows(table, judges).problems(file);
  }

  @Override
  public Stream<SampleRow> samples(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      return submissions(file).map(ContestDataSet::row);
    }
    return ProblemRows.samples(file);
  }

  /**
   * Reads programs with what their authors say about them.
   *
   * @param file a package, a folder of packages, or a file of rows with {@code problem}, {@code
   *     files} and {@code expected}
   */
  public Stream<ProblemPackage.Submission> submissions(Path file) throws IOException {
    return Files.isDirectory(file)
        ? packages(file).stream().flatMap(found -> found.submissions().stream())
        : new ProblemRows(table, judges).submissions(file);
  }

  @Override
  public Stream<Sample> canonical(Path file) throws IOException {
    return accepted(file).map(ProblemPackage.Submission::sample);
  }

  @Override
  public Stream<SampleRow> canonicalRows(Path file) throws IOException {
    return accepted(file).map(ContestDataSet::row);
  }

  private Stream<ProblemPackage.Submission> accepted(Path file) throws IOException {
    return submissions(acceptedPlace(file)).filter(submission -> isAccepted(submission.expected()));
  }

  private static Path acceptedPlace(Path file) {
    Path place = Files.isDirectory(file) ? file : file.resolveSibling("submissions.jsonl");
    if (!Files.exists(place)) {
      throw new InvalidDataException(
          file + ": accepted submissions are looked for in " + place + ", which is not there");
    }
    return place;
  }

  private static SampleRow row(ProblemPackage.Submission submission) {
    String problem = submission.problem();
    return problem == null
        ? new SampleRow.Valid(submission.name(), submission.sample(), authored(submission))
        : new SampleRow.Invalid(submission.name(), submission.sample().problemId(), problem);
  }

  /** One package of many that cannot be read is a problem that cannot be judged. */
  private ProblemPackage readOrName(Path folder) {
    try {
      return ProblemPackage.read(folder, table);
    } catch (InvalidDataException | IOException | UncheckedIOException e) {
      return ProblemPackage.unreadable(folder, Unreadable.why(e));
    }
  }

  private static Authored authored(ProblemPackage.Submission submission) {
    Expectation expected = submission.expected();
    return expected == null
        ? new Authored(submission.name(), List.of(), grade -> true)
        : new Authored(submission.name(), expected.shown(), expected::isMetBy);
  }

  private static boolean isAccepted(@Nullable Expectation expected) {
    return expected != null && expected.oneOf().equals(List.of(Expected.ACCEPTED));
  }

  private List<ProblemPackage> packages(Path folder) throws IOException {
    List<ProblemPackage> found = new ArrayList<>();
    if (ProblemPackage.isPackage(folder)) {
      try {
        found.add(ProblemPackage.read(folder, table));
      } catch (IOException | UncheckedIOException e) {
        throw new InvalidDataException(Unreadable.why(e), e);
      }
      return found;
    }
    List<Path> inside;
    try (Stream<Path> entries = Files.list(folder)) {
      inside = entries.filter(ProblemPackage::isPackage).sorted().toList();
    }
    for (Path entry : inside) {
      found.add(readOrName(entry));
    }
    if (found.isEmpty()) {
      throw new InvalidDataException(
          folder + ": neither it nor a folder in it has problem.yaml and a folder data");
    }
    return found;
  }
}
