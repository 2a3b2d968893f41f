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
 */
record AdjustedDataSet(DataSet set, DataSetSettings settings) implements DataSet {
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
    return set.problems(file).map(problem -> adjust(problem, file));
  }

  private Problem adjust(Problem problem, Path file) {
    Checker checker = settings.checker();
    if (checker == null) {
      return problem;
    }
    return problem
        .task()
        .withChecker(checker)
        .map(task -> new Problem(problem.id(), task))
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
    return set.samples(file).map(this::adjust);
  }

  @Override
  public Stream<SampleRow> samples(Path file, List<String> problems) throws IOException {
    return foreign(file, problems).map(this::adjust);
  }

  private Stream<SampleRow> foreign(Path file, List<String> problems) throws IOException {
    if (SampleFolder.isOne(file)) {
      return new SampleFolder(problems, settings.graders().languages()).read(file);
    }
    return OrderedSamples.isOne(file)
        ? OrderedSamples.read(file, problems, settings.fewerSamplesInOrder())
        : set.samples(file, problems);
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
    return set.canonical(file);
  }

  @Override
  public Stream<SampleRow> canonicalRows(Path file) throws IOException {
    return set.canonicalRows(file);
  }

  @Override
  public List<String> preload() {
    return set.preload();
  }

  @Override
  public List<String> remarks() {
    return set.remarks();
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
