package dev.sce.eval.results;

import dev.sce.datasets.CompanionFiles;
import dev.sce.datasets.DataSet;
import dev.sce.datasets.DataSetSettings;
import dev.sce.datasets.DataSets;
import dev.sce.datasets.DateWindow;
import dev.sce.datasets.Extracting;
import dev.sce.datasets.RewardRule;
import dev.sce.json.InputFiles;
import dev.sce.json.Json;
import dev.sce.json.UnusableFileException;
import dev.sce.judge.GraderSettings;
import dev.sce.judge.language.LanguageTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The directory that {@code sce eval -o} wrote. */
public final class EvaluationDirectory {
  private static final String RUN = "run.json";
  private static final String RESULTS = "results.jsonl";

  private final Path path;
  private final JsonNode run;
  private final JsonNode metrics;

  private EvaluationDirectory(Path path, JsonNode run, JsonNode metrics) {
    this.path = path;
    this.run = run;
    this.metrics = metrics;
  }

  /**
   * Opens a directory.
   *
   * @throws UnusableFileException if no evaluation was written there
   */
  public static EvaluationDirectory open(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      throw new UnusableFileException(
          Files.exists(path)
              ? path + " is a file; name the directory that 'sce eval -o' wrote"
              : "no such directory: " + path);
    }
    for (String name : new String[] {RESULTS, RUN}) {
      if (!Files.isRegularFile(path.resolve(name))) {
        throw new UnusableFileException(
            path + " has no " + name + "; name a directory that 'sce eval -o' wrote");
      }
    }
    Path metrics = path.resolve("metrics.json");
    return new EvaluationDirectory(
        path,
        read(path.resolve(RUN)),
        Files.isRegularFile(metrics) ? read(metrics) : MissingNode.getInstance());
  }

  private static JsonNode read(Path file) throws IOException {
    try {
      JsonNode json = Json.MAPPER.readTree(Files.readAllBytes(file));
      if (json.isObject()) {
        return json;
      }
      throw new UnusableFileException(file + ": it is not a JSON object");
    } catch (JacksonException e) {
      throw new UnusableFileException(file + ": " + Json.problem(e), e);
    }
  }

  /** Returns the directory. */
  public Path path() {
    return path;
  }

  /** Returns the name of the data set. */
  public String dataSet() {
    return run.path("dataset").asString("");
  }

  /** Returns a field of {@code run.json}; empty if it was not set. */
  public String condition(String name) {
    return run.path(name).asString("");
  }

  /** Returns all fields of {@code run.json} but the name of the data set. */
  public Map<String, String> conditions() {
    Map<String, String> conditions = new TreeMap<>();
    run.properties().forEach(field -> conditions.put(field.getKey(), condition(field.getKey())));
    conditions.remove("dataset");
    return conditions;
  }

  /** Returns {@code metrics.json}; a missing node where the evaluation has not finished. */
  public JsonNode metrics() {
    return metrics;
  }

  /** Whether the evaluation has finished, so that {@link #metrics()} are there. */
  public boolean isFinished() {
    return !metrics.isMissingNode();
  }

  /**
   * Returns the samples or problems of the evaluation as they were named.
   *
   * @param what {@code samples} or {@code problems}
   * @param elsewhere what they are called by now; absent: as they were
   */
  String named(String what, @Nullable String elsewhere) {
    String named = elsewhere == null ? metrics.path("run").path(what).asString("") : elsewhere;
    if (named.isEmpty()) {
      throw new UnusableFileException(
          path
              + " does not say which "
              + what
              + " were judged (its metrics.json is missing); name them with --"
              + what);
    }
    return named;
  }

  /** Returns the file or pattern of samples or problems, which is there; see {@link #named}. */
  Path file(String what, @Nullable String elsewhere) {
    String named = named(what, elsewhere);
    if (!InputFiles.exist(Path.of(named))) {
      throw new UnusableFileException(
          "no such file: " + named + "; name the file that was judged with --" + what);
    }
    return InputFiles.shards(Path.of(named), null);
  }

  /** Returns the file with a row for each sample. */
  public Path resultsFile() {
    return path.resolve(RESULTS);
  }

  /** Opens the rows. */
  public JudgedRows rows() throws IOException {
    return JudgedRows.open(resultsFile());
  }

  /** Returns the data set, set up as it was for the evaluation. */
  public DataSet openDataSet(LanguageTable languages) {
    return DataSets.find(dataSet(), settings(languages))
        .orElseThrow(
            () ->
                new UnusableFileException(
                    path
                        + " is of the data set '"
                        + dataSet()
                        + "', which is not there; see 'sce eval --list'"));
  }

  /** Returns settings with which samples are read as they were read for the evaluation. */
  private DataSetSettings settings(LanguageTable languages) {
    String language = condition("language");
    RewardRule rule = RewardRule.named(condition("rule")).orElse(RewardRule.STRICT);
    String tests = condition("tests");
    GraderSettings graders = GraderSettings.standard();
    return new DataSetSettings(
        new GraderSettings(languages, graders.process(), graders.harnessNames()),
        language.isEmpty() ? null : language,
        null,
        // Nothing is judged, so whatever file it is does as a header of checkers.
        new CompanionFiles(null, null, path.resolve(RUN)),
        Extracting.parse(condition("extract"), rule.extraction().orElse(null)),
        rule,
        tests.isEmpty() ? null : tests,
        true,
        new DateWindow(day("after"), day("before")));
  }

  private @Nullable LocalDate day(String condition) {
    String day = condition(condition);
    try {
      return day.isEmpty() ? null : LocalDate.parse(day);
    } catch (DateTimeParseException e) {
      throw new UnusableFileException(
          path.resolve(RUN) + ": '" + condition + "' is no day: " + day, e);
    }
  }
}
