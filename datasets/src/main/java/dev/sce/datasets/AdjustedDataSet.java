package dev.sce.datasets;

import dev.sce.json.InvalidDataException;
import dev.sce.judge.Grader;
import dev.sce.judge.Sample;
import dev.sce.judge.checker.Checker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A data set of which something was chosen otherwise.
 *
 * @param set the data set
 * @param settings what was chosen
 * @param days chooses among its problems
 */
record AdjustedDataSet(DataSet set, DataSetSettings settings, WindowedProblems days)
    implements DataSet {
  @Override
  public String name() {
    return set.name();
  }

  @Override
  public String description() {
    return set.description();
  }

  @Override
  public Stream<Problem> problems(Path file) throws IOException {
    return days.of(set.problems(file), file).map(problem -> adjust(problem, file));
  }

  private Problem adjust(Problem problem, Path file) {
    Checker checker = settings.checker();
    if (checker == null) {
      return problem;
    }
    return problem
        .task()
        .withChecker(checker)
        .map(problem::withTask)
        .orElseThrow(
            () ->
                new InvalidDataException(
                    file
                        + ": problem '"
                        + problem.id()
                        + "' is not judged by a checker, so --checker is of no use for it"));
  }

  @Override
  public Stream<SampleRow> samples(Path file) throws IOException {
    return set.samples(file).filter(days::concerns).map(this::adjust);
  }

  @Override
  public Stream<SampleRow> samples(Path file, List<String> problems) throws IOException {
    return foreign(file, problems, days.all(problems)).filter(days::concerns).map(this::adjust);
  }

  private Stream<SampleRow> foreign(Path file, List<String> wanted, List<String> all)
      throws IOException {
    if (SampleFolder.isOne(file)) {
      return new SampleFolder(all, settings.graders().languages()).read(file);
    }
    if (!OrderedSamples.isOne(file)) {
      return set.samples(file, all);
    }
    // Lists may be for all problems, or have been made for those of these days.
    boolean some = wanted.size() != all.size() && OrderedSamples.count(file) == wanted.size();
    List<String> problems = some ? wanted : all;
    return OrderedSamples.read(file, problems, settings.fewerSamplesInOrder());
  }

  private SampleRow adjust(SampleRow row) {
    if (!(row instanceof SampleRow.Valid valid)) {
      return row;
    }
    SampleRow.Valid program = settings.extracting().extract(valid);
    String language = settings.language();
    Sample sample = program.sample();
    if (language == null || sample.language() != null) {
      return program;
    }
    return new SampleRow.Valid(
        row.place(),
        new Sample(sample.problemId(), sample.number(), sample.code(), sample.complete(), language),
        program.authored(),
        program.origin());
  }

  @Override
  public Stream<Sample> canonical(Path file) throws IOException {
    return set.canonical(file)
        .filter(sample -> days.concerns(new SampleRow.Valid(file.toString(), sample)));
  }

  @Override
  public Stream<SampleRow> canonicalRows(Path file) throws IOException {
    return set.canonicalRows(file).filter(days::concerns);
  }

  @Override
  public List<String> preload() {
    return set.preload();
  }

  @Override
  public List<String> remarks() {
    return Stream.concat(set.remarks().stream(), days.remarks().stream()).toList();
  }

  @Override
  public boolean hasDates() {
    return set.hasDates();
  }

  @Override
  public Optional<RewardRule> rule() {
    return set.rule();
  }

  @Override
  public List<Grader<?>> graders() {
    return set.graders().stream()
        .<Grader<?>>map(grader -> grader.with(settings.graders()))
        .toList();
  }
}
