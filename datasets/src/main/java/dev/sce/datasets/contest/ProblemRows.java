package dev.sce.datasets.contest;

import dev.sce.Blob;
import dev.sce.datasets.Authored;
import dev.sce.datasets.JsonRow;
import dev.sce.datasets.JsonRows;
import dev.sce.datasets.Problem;
import dev.sce.datasets.SampleReader;
import dev.sce.datasets.SampleRow;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.Sample;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.program.ProgramTask;
import dev.sce.judge.program.ProgramTest;
import dev.sce.judge.program.Submissions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Problem packages as rows of JSON: one problem with all its tests in a row, and one submission in
 * a row of another file.
 *
 * <p>A problem has {@code problem}, {@code problem_yaml}, {@code tests} ({@code name}, {@code in},
 * {@code ans}), and may have {@code output_validator}, an object of texts by file name. A
 * submission has {@code problem}, {@code files} (texts by name), and may have {@code expected},
 * {@code name} and {@code language}.
 *
 * @param table languages of judges
 * @param judges a folder with a folder for each problem, which holds its judge in {@code
 *     output_validators}; absent for none
 */
record ProblemRows(LanguageTable table, @Nullable Path judges) {

  /** Reads problems. */
  Stream<Problem> problems(Path file) {
    return JsonRows.read(file).map(this::problem);
  }

  private Problem problem(JsonRow row) {
    String id = row.text("problem");
    List<String> unsupported = new ArrayList<>();
    ObjectNode yaml;
    try {
      yaml = Yaml.readMap("problem_yaml", row.optionalText("problem_yaml").orElse(""));
    } catch (InvalidDataException e) {
      unsupported.add(String.valueOf(e.getMessage()));
      yaml = JsonNodeFactory.instance.objectNode();
    }
    ProblemSettings settings =
        SettingsReader.read(row.place(), yaml, row.optionalText("timelimit"), Map.of());
    List<ProgramTest> tests = tests(row);
    ProgramTask task =
        new ProgramTask(
            tests,
            settings.limits(),
            settings.judging(
                validator(row, id, settings.constants()), PackageTests.of(tests), unsupported),
            null,
            settings.stopAtFirstFailure(),
            PackageRules.of(Map.of(), table, settings));
    return new Problem(id, task);
  }

  private Validator validator(JsonRow row, String id, Constants constants) {
    JsonNode texts = row.json().get("output_validator");
    if (texts != null && texts.isObject()) {
      SequencedMap<String, Blob> files = new LinkedHashMap<>();
      texts
          .properties()
          .forEach(file -> files.put(file.getKey(), Blob.ofText(file.getValue().asString(""))));
      return Validator.of(files, table, constants);
    }
    if (judges == null
        || id.contains("/")
        || id.startsWith(".")
        || !Files.isDirectory(judges.resolve(id))) {
      return Validator.NONE;
    }
    try {
      Path folder = judges.resolve(id);
      return Validator.read(OwnFolder.of(folder), folder, table, constants);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<ProgramTest> tests(JsonRow row) {
    List<ProgramTest> tests = new ArrayList<>();
    for (JsonNode test : row.json().path("tests")) {
      if (!test.path("in").isString()) {
        throw row.invalid("tests", "must be a list of objects with 'in' and 'ans'");
      }
      tests.add(
          new ProgramTest(
              test.path("name").asString(Integer.toString(tests.size())),
              Blob.ofText(test.path("in").asString()),
              Blob.ofText(test.path("ans").asString(""))));
    }
    return LinkedTests.resolved(tests);
  }

  /** Reads submissions, and rows of the usual forms, as samples. */
  static Stream<SampleRow> samples(Path file) {
    Map<String, Integer> counts = new HashMap<>();
    return JsonRows.samples(file, (row, _) -> samples(row, counts));
  }

  private static List<SampleRow> samples(JsonRow row, Map<String, Integer> counts) {
    JsonNode json = row.json();
    if (!json.path("problem").isString() || !json.path("files").isObject()) {
      return SampleReader.DEFAULT.rows(row, counts);
    }
    String problem = json.path("problem").asString();
    int number = counts.merge(problem, 1, Integer::sum) - 1;
    // The language is told by the files, see below; what is wrong with them is for the grader.
    String code = Submissions.code(json.path("files"));
    Sample sample = new Sample(problem, number, code, true, null);
    return List.of(new SampleRow.Valid(row.place(), sample, authored(json)));
  }

  /** Returns what the row says of its author; absent when it says nothing. */
  private static @Nullable Authored authored(JsonNode json) {
    String folder = json.path("expected").asString("");
    String name = json.path("name").asString("");
    if (folder.isEmpty()) {
      return name.isEmpty() ? null : new Authored(name, List.of(), grade -> true);
    }
    List<String> sources = new ArrayList<>();
    json.path("files").forEach(file -> sources.add(file.asString("")));
    String whole = name.isEmpty() ? folder : folder + "/" + name;
    return Expectation.of(folder, sources)
        .map(expected -> new Authored(whole, expected.shown(), expected::isMetBy))
        .orElseGet(() -> new Authored(whole, List.of(), grade -> true));
  }

  /** Reads submissions; those of a problem are numbered in their order. */
  Stream<ProblemPackage.Submission> submissions(Path file) {
    Map<String, Integer> counts = new HashMap<>();
    return JsonRows.read(file).flatMap(row -> submissions(row, counts).stream());
  }

  private static List<ProblemPackage.Submission> submissions(
      JsonRow row, Map<String, Integer> counts) {
    String folder = row.json().path("expected").asString("");
    String own = row.json().path("name").asString("");
    List<String> sources = new ArrayList<>();
    row.json().path("files").forEach(file -> sources.add(file.asString("")));
    Expectation expected = Expectation.of(folder, sources).orElse(null);
    List<ProblemPackage.Submission> submissions = new ArrayList<>();
    for (SampleRow read : samples(row, counts)) {
      switch (read) {
        case SampleRow.Valid valid -> {
          String name = own.isEmpty() ? Integer.toString(valid.sample().number()) : own;
          submissions.add(
              new ProblemPackage.Submission(folder + "/" + name, expected, valid.sample(), null));
        }
        case SampleRow.Invalid invalid -> {
          Sample none = new Sample(invalid.problemId(), 0, "", true, null);
          submissions.add(
              new ProblemPackage.Submission(invalid.place(), expected, none, invalid.problem()));
        }
      }
    }
    return submissions;
  }
}
