package dev.sce.datasets;

import dev.sce.json.InvalidDataException;
import dev.sce.judge.Grader;
import dev.sce.judge.JudgeProcess;
import dev.sce.judge.Sample;
import dev.sce.judge.checker.Checker;
import dev.sce.judge.checker.OutputRule;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.program.Judging;
import dev.sce.judge.program.ProgramTask;
import dev.sce.judge.program.StdinGrader;
import dev.sce.judge.program.StdinTask;
import dev.sce.judge.python.AssertsGrader;
import dev.sce.judge.python.FunctionGrader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A data set of which something was chosen otherwise.
 *
 * @param set the data set
 * @param table the languages that are known
 * @param checker how answers are compared where they are compared by a checker; absent: as the set
 *     says
 * @param language the language of samples that do not say theirs; absent: as the set says
 * @param process where tests run that are Python and call the sample
 * @param harnessNames whether samples of Python functions find the names that a data set's own
 *     harness leaves around
 */
record AdjustedDataSet(
    DataSet set,
    LanguageTable table,
    @Nullable Checker checker,
    @Nullable String language,
    JudgeProcess process,
    boolean harnessNames)
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
    return set.problems(file).map(problem -> adjust(problem, file));
  }

  private Problem adjust(Problem problem, Path file) {
    if (checker == null) {
      return problem;
    }
    if (problem.task() instanceof ProgramTask task && task.judging() instanceof Judging.Compare) {
      return new Problem(
          problem.id(),
          new ProgramTask(
              task.tests(),
              task.limits(),
              new Judging.Compare(checker),
              task.language(),
              task.stopAtFirstFailure(),
              task.rules()));
    }
    if (problem.task() instanceof StdinTask task) {
      return new Problem(
          problem.id(),
          new StdinTask(task.prompt(), task.tests(), OutputRule.of(checker), task.settings()));
    }
    throw new InvalidDataException(
        file
            + ": problem '"
            + problem.id()
            + "' is not judged by a checker, so --checker is of"
            + " no use for it");
  }

  @Override
  public Stream<SampleRow> samples(Path file) throws IOException {
    return set.samples(file).map(this::adjust);
  }

  private SampleRow adjust(SampleRow row) {
    if (language == null
        || !(row instanceof SampleRow.Valid valid)
        || valid.sample().language() != null) {
      return row;
    }
    Sample sample = valid.sample();
    return new SampleRow.Valid(
        row.place(),
        new Sample(sample.problemId(), sample.number(), sample.code(), sample.complete(), language),
        valid.authored());
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
  public List<Grader<?>> graders() {
    return set.graders().stream().map(this::adjust).toList();
  }

  private Grader<?> adjust(Grader<?> grader) {
    return switch (grader) {
      case StdinGrader _ -> new StdinGrader(table);
      case FunctionGrader _ -> new FunctionGrader(process, harnessNames);
      case AssertsGrader _ -> new AssertsGrader(process, harnessNames);
      default -> grader;
    };
  }
}
