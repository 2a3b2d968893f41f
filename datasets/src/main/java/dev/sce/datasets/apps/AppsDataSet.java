package dev.sce.datasets.apps;

import dev.sce.datasets.FormatDataSet;
import dev.sce.datasets.Problem;
import dev.sce.datasets.SampleReader;
import dev.sce.datasets.SampleRow;
import dev.sce.judge.Sample;
import dev.sce.judge.call.CallGrader;
import dev.sce.judge.program.StdinGrader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * APPS (Hendrycks et al. 2021).
 *
 * <p>Problems are rows as the data set is published, with {@code problem_id}, {@code input_output},
 * {@code solutions} and {@code starter_code}, or a folder with the files of each problem in a
 * folder of its own ({@code 0001/input_output.json}) or beside each other ({@code
 * 0001__input_output.json}). A problem's id is its number with at least four digits.
 *
 * <p>Samples are the usual rows, or a JSON object of lists of programs by problem number, or a
 * folder of such files, as the authors' tools write them.
 */
public final class AppsDataSet extends FormatDataSet {
  private static final SampleReader ROWS = SampleReader.DEFAULT.withProblemId(AppsFiles::id);

  private final AppsOptions options;

  /** Makes the data set as its authors judge it. */
  public AppsDataSet() {
    this("apps", AppsOptions.DEFAULT);
  }

  /** Makes the data set under another name, judged in another way. */
  public AppsDataSet(String name, AppsOptions options) {
    super(
        name,
        "APPS: rows (train.jsonl, test.jsonl) or a folder of problems; standard input or calls",
        () -> List.of(new StdinGrader(), new CallGrader()));
    this.options = options;
  }

  @Override
  public Stream<Problem> problems(Path file) throws IOException {
    return AppsFiles.read(file).map(problem -> problem.toProblem(options));
  }

  @Override
  public Stream<SampleRow> samples(Path file) throws IOException {
    return AppsSamples.isOurs(file) ? AppsSamples.read(file) : ROWS.read(file);
  }

  @Override
  public Stream<Sample> canonical(Path file) throws IOException {
    return AppsFiles.read(file).flatMap(problem -> solutions(problem).stream());
  }

  private static List<Sample> solutions(AppsProblem problem) {
    List<Sample> samples = new ArrayList<>();
    for (String code : problem.solutions()) {
      samples.add(new Sample(problem.id(), samples.size(), code, true, "python"));
    }
    return samples;
  }
}
