package dev.sce.datasets.verifiable;

import dev.sce.datasets.DataSet;
import dev.sce.datasets.DataSetSettings;
import dev.sce.datasets.Groups;
import dev.sce.datasets.JsonRow;
import dev.sce.datasets.JsonRows;
import dev.sce.datasets.Problem;
import dev.sce.datasets.RewardRule;
import dev.sce.datasets.SampleReader;
import dev.sce.datasets.SampleRow;
import dev.sce.json.InputFiles;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.Grader;
import dev.sce.judge.Sample;
import dev.sce.judge.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Rows that carry their own tests, in whichever of the usual encodings each of them has: those of
 * verl and PRIME, APPS and TACO, LiveCodeBench and DeepCoder, SYNTHETIC and open-r1, AceCode,
 * open-instruct, KodCode and others. docs/datasets-verifiable.md describes it.
 *
 * <p>A set remembers the file of problems that it read last, since samples may be in the same rows
 * or in the same order. Used by one thread.
 */
public final class VerifiableDataSet implements DataSet {
  /** Fields with which such sets say where a problem is from and how hard it is. */
  private static final String[] GROUPS = {"data_source", "source", "subset", "style", "difficulty"};

  private final DataSetSettings settings;
  private Recognised recognised = new Recognised();
  private RowIds ids = new RowIds();
  private @Nullable Path read;

  /** Makes the data set with the rule {@code strict}. */
  public VerifiableDataSet() {
    this(DataSetSettings.standard());
  }

  private VerifiableDataSet(DataSetSettings settings) {
    this.settings = settings;
  }

  @Override
  public DataSet with(DataSetSettings others) {
    return new VerifiableDataSet(others);
  }

  @Override
  public String name() {
    return "verifiable";
  }

  @Override
  public String description() {
    return "rows with their own tests, as verl, PRIME, open-r1, AceCode, KodCode … write them; --rule";
  }

  @Override
  public Optional<RewardRule> rule() {
    return Optional.of(settings.rule());
  }

  @Override
  public List<Grader<?>> graders() {
    return List.of(new RuleGrader(settings.graders()), new UnusableGrader());
  }

  @Override
  public List<String> remarks() {
    return recognised.lines();
  }

  @Override
  public Stream<Problem> problems(Path file) {
    if (settings.checker() != null && settings.rule() != RewardRule.STRICT) {
      throw new InvalidDataException(
          "--checker cannot be used with --rule "
              + settings.rule().label()
              + ", which has a comparison of its own; leave out one of them");
    }
    recognised = new Recognised();
    ids = new RowIds();
    read = file;
    Recognised found = recognised;
    return JsonRows.thenCheck(
        JsonRows.read(file).flatMap(row -> problem(row).stream()),
        () -> refuseUseless(file, found));
  }

  private static void refuseUseless(Path file, Recognised found) {
    if (found.problems() == 0 && !found.examples().isEmpty()) {
      throw new InvalidDataException(
          file + ": no row is usable: " + String.join("; ", found.lines()));
    }
  }

  private Optional<Problem> problem(JsonRow row) {
    RowTests tests = null;
    Task task;
    String digest;
    try {
      TestsField field = TestsField.of(row, settings.tests());
      digest = JsonRow.digest(field.value());
      tests = TestReader.read(row, field);
      task = new RuleTasks(row, tests, settings.rule(), language(row), RowLimits.of(row)).task();
    } catch (Unusable e) {
      tests = null;
      // Nothing can be judged, so problems need not be told apart; their samples differ.
      digest = e.kind();
      task = new UnusableTask(row.place() + ": " + e.reason());
      recognised.addUnusable(row.place(), e);
    }
    RowIds.Use use = ids.add(row, digest);
    if (use == RowIds.Use.REPEATED) {
      recognised.addRepeated();
      return Optional.empty();
    }
    if (use == RowIds.Use.RENAMED) {
      recognised.addRenamed();
    }
    if (tests != null) {
      recognised.addUsable(tests);
    }
    return Optional.of(new Problem(ids.last(), task).withGroups(Groups.of(row.json(), GROUPS)));
  }

  private @Nullable String language(JsonRow row) throws Unusable {
    if (settings.language() != null) {
      return settings.language();
    }
    for (String path : List.of("verification_info.language", "language", "extra_info.language")) {
      JsonNode value = TestsField.at(row.json(), path);
      if (value != null && value.isString()) {
        String name = value.asString().strip().toLowerCase(Locale.ROOT);
        // Rows of problems sometimes say which languages people speak.
        return settings.graders().languages().find(name).isPresent() ? name : null;
      }
    }
    return null;
  }

  @Override
  public Stream<SampleRow> samples(Path file) throws IOException {
    boolean same = isRead(file);
    Map<String, Integer> counts = new HashMap<>();
    return JsonRows.samples(file, (row, index) -> samples(row, index, same, counts));
  }

  /** Whether samples are in the same rows as the problems, whatever name the files were given. */
  private boolean isRead(Path file) throws IOException {
    return read != null && InputFiles.areSame(file, read);
  }

  private List<SampleRow> samples(
      JsonRow row, long index, boolean same, Map<String, Integer> counts) {
    Optional<String> problem =
        same ? ids.ofRow(index) : RowIds.named(row).or(() -> ids.ofRow(index));
    if (problem.isEmpty()) {
      return List.of(
          new SampleRow.Invalid(
              row.place(),
              "",
              "the row names no problem, and as the sample of row "
                  + (index + 1)
                  + " it has none: there are "
                  + ids.rows()
                  + " rows of problems; add 'id'"));
    }
    return SampleReader.DEFAULT.rowsOf(problem.get(), row, counts);
  }

  @Override
  public Stream<Sample> canonical(Path file) {
    RowIds known = ids;
    long[] index = {0};
    return JsonRows.read(file)
        .flatMap(
            row -> {
              String id = known.ofRow(index[0]++).orElse("");
              List<String> solutions = References.of(row);
              return IntStream.range(0, solutions.size())
                  .mapToObj(i -> new Sample(id, i, solutions.get(i), true, null));
            });
  }
}
