package dev.sce.datasets.multilingual;

import dev.sce.datasets.DataSet;
import dev.sce.datasets.DataSetSettings;
import dev.sce.datasets.FormatDataSet;
import dev.sce.datasets.Groups;
import dev.sce.datasets.JsonRow;
import dev.sce.datasets.JsonRows;
import dev.sce.datasets.Problem;
import dev.sce.datasets.SampleReader;
import dev.sce.datasets.SampleRow;
import dev.sce.json.ByteCounter;
import dev.sce.json.InputSource;
import dev.sce.json.InvalidDataException;
import dev.sce.json.Json;
import dev.sce.judge.Sample;
import dev.sce.judge.Task;
import dev.sce.judge.harness.HarnessGrader;
import dev.sce.judge.harness.HarnessTask;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.python.FunctionGrader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * MultiPL-E: HumanEval and MBPP translated to some twenty languages.
 *
 * <p>Problems are rows with {@code name}, {@code language}, {@code prompt}, {@code tests}; the
 * files of completions hold the same fields together with {@code completions}, so they can be given
 * for both. Samples are rows or files of that form, a folder of such files, or files of results,
 * whose {@code results} hold whole programs; tests in such a program are cut off, since it is
 * judged by those of the problem.
 */
public final class MultiPlE extends FormatDataSet {
  /** Languages whose tests begin with the brace that closes the prompt's function. */
  private static final Set<String> OPEN = Set.of("cpp", "java", "rust", "go", "csharp", "php");

  private final LanguageTable table;

  /** Creates the data set with the built-in languages. */
  public MultiPlE() {
    this(LanguageTable.standard());
  }

  /**
   * Creates the data set.
   *
   * @param table the languages
   */
  public MultiPlE(LanguageTable table) {
    super(
        "multipl-e",
        "MultiPL-E: rows with name, language, prompt, tests; samples as completions or results",
        () -> List.of(new HarnessGrader(table), new FunctionGrader()));
    this.table = table;
  }

  @Override
  public DataSet with(DataSetSettings settings) {
    return new MultiPlE(settings.graders().languages());
  }

  @Override
  public Stream<Problem> problems(Path file) throws IOException {
    return rows(file)
        .map(
            row ->
                new Problem(row.text("name"), task(row))
                    .withGroups(Groups.of(row.json(), "language")));
  }

  private Task task(JsonRow row) {
    String language = language(row.text("language"));
    String tests = row.text("tests");
    if (language.equals("python")) {
      return PythonTasks.of(row.text("prompt"), tests, HumanEvalX.LIMITS);
    }
    boolean open = OPEN.contains(language) && tests.stripLeading().startsWith("}");
    return new HarnessTask(language, row.text("prompt"), tests, open, "", null, HumanEvalX.LIMITS);
  }

  private String language(String name) {
    return table.find(name).map(language -> language.id()).orElse(name);
  }

  @Override
  public Stream<SampleRow> samples(Path file) throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    return rows(file).flatMap(row -> samples(row, counts).stream());
  }

  private List<SampleRow> samples(JsonRow row, Map<String, Integer> counts) {
    if (!row.json().path("results").isArray()) {
      return SampleReader.DEFAULT.rows(row, counts);
    }
    List<SampleRow> samples = new ArrayList<>();
    String problem = row.text("name");
    for (JsonNode result : row.json().path("results")) {
      String program = result.path("program").asString("");
      String tests = row.optionalText("tests").orElse("");
      int at = tests.isBlank() ? -1 : program.indexOf(tests.strip());
      String code = at < 0 ? program : program.substring(0, at);
      int number = counts.merge(problem, 1, Integer::sum) - 1;
      String language = row.optionalText("language").orElse(null);
      samples.add(
          new SampleRow.Valid(row.place(), new Sample(problem, number, code, true, language)));
    }
    if (samples.isEmpty()) {
      samples.add(new SampleRow.Invalid(row.place(), problem, "field 'results' is an empty list"));
    }
    return samples;
  }

  @Override
  public Stream<Sample> canonical(Path file) throws IOException {
    throw new InvalidDataException(file + ": MultiPL-E has no reference solutions");
  }

  /** Reads a file of rows, a file of one object, or all such files of a folder. */
  private static Stream<JsonRow> rows(Path file) throws IOException {
    if (!Files.isDirectory(file)) {
      return fileRows(file);
    }
    List<Path> files;
    try (Stream<Path> entries = Files.list(file)) {
      files = entries.filter(MultiPlE::isData).sorted().toList();
    }
    return files.stream().flatMap(MultiPlE::fileRows);
  }

  /** Its own tools write one object to a file, which is no list of rows. */
  private static Stream<JsonRow> fileRows(Path file) {
    InputSource source = new InputSource(file.toString());
    if (!source.isArray()) {
      return JsonRows.read(file);
    }
    try (InputStream in = source.open(new ByteCounter())) {
      JsonNode json = Json.MAPPER.readTree(in);
      return json.isObject() ? Stream.of(new JsonRow(file.toString(), json)) : JsonRows.read(file);
    } catch (JacksonException e) {
      throw new InvalidDataException(file + ": " + Json.problem(e), e);
    } catch (IOException e) {
      throw new InvalidDataException(String.valueOf(e.getMessage()), e);
    }
  }

  private static boolean isData(Path file) {
    String name = file.getFileName().toString();
    boolean named = name.endsWith(".json") || name.endsWith(".json.gz") || name.endsWith(".jsonl");
    return named && Files.isRegularFile(file);
  }
}
