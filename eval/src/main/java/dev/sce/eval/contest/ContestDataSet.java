package dev.sce.eval.contest;

import dev.sce.eval.Grader;
import dev.sce.eval.Problem;
import dev.sce.eval.Sample;
import dev.sce.eval.data.DataSet;
import dev.sce.eval.data.InvalidDataException;
import dev.sce.eval.data.SampleRow;
import dev.sce.eval.language.LanguageTable;
import java.io.IOException;
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
 *
 * @param table languages of samples and judges
 * @param judges where judges of problems are that come without, see {@link ProblemRows}; absent for
 *     nowhere
 */
public record ContestDataSet(LanguageTable table, @Nullable Path judges) implements DataSet {

  @Override
  public String name() {
    return "contest";
  }

  @Override
  public String description() {
    return "contest problems: a folder in the Kattis/ICPC layout, or JSON rows with tests";
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
    boolean packaged;
    try (var rows = dev.sce.eval.data.JsonRows.read(file)) {
      packaged = rows.limit(1).anyMatch(row -> row.has("files"));
    } catch (InvalidDataException e) {
      packaged = false;
    }
    return packaged ? submissions(file).map(ContestDataSet::row) : DataSet.super.samples(file);
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
    Path place = Files.isDirectory(file) ? file : file.resolveSibling("submissions.jsonl");
    if (!Files.exists(place)) {
      throw new InvalidDataException(
          file + ": accepted submissions are looked for in " + place + ", which is not there");
    }
    return submissions(place)
        .filter(submission -> submission.expected() == Expected.ACCEPTED)
        .map(ProblemPackage.Submission::sample);
  }

  @Override
  public List<Grader<?>> graders() {
    return List.of(new IoGrader(table));
  }

  private static SampleRow row(ProblemPackage.Submission submission) {
    return new SampleRow.Valid(submission.name(), submission.sample());
  }

  private List<ProblemPackage> packages(Path folder) throws IOException {
    List<ProblemPackage> found = new ArrayList<>();
    if (ProblemPackage.isPackage(folder)) {
      found.add(ProblemPackage.read(folder, table));
      return found;
    }
    List<Path> inside;
    try (Stream<Path> entries = Files.list(folder)) {
      inside = entries.filter(ProblemPackage::isPackage).sorted().toList();
    }
    for (Path entry : inside) {
      found.add(ProblemPackage.read(entry, table));
    }
    if (found.isEmpty()) {
      throw new InvalidDataException(folder + ": there is no problem.yaml in it or below it");
    }
    return found;
  }
}
