package dev.sce.eval.contest;

import dev.sce.Blob;
import dev.sce.eval.Problem;
import dev.sce.eval.Sample;
import dev.sce.eval.data.JsonRow;
import dev.sce.eval.data.JsonRows;
import dev.sce.eval.language.LanguageTable;
import dev.sce.eval.language.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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
    SimpleYaml yaml = SimpleYaml.parse(row.optionalText("problem_yaml").orElse(""));
    ProblemSettings settings = ProblemSettings.of(yaml, row.optionalText("timelimit"));
    Optional<Program> validator = validator(row, id);
    IoTask task =
        new IoTask(
            tests(row),
            settings.limits(),
            settings.judging(validator.map(settings::judge)),
            null,
            settings.stopAtFirstFailure());
    return new Problem(id, task);
  }

  private Optional<Program> validator(JsonRow row, String id) {
    JsonNode texts = row.json().get("output_validator");
    if (texts != null && texts.isObject()) {
      SequencedMap<String, Blob> files = new LinkedHashMap<>();
      texts
          .properties()
          .forEach(file -> files.put(file.getKey(), Blob.ofText(file.getValue().asString())));
      return table.recognise(files).map(language -> new Program(language, files));
    }
    if (judges == null || id.contains("/") || !Files.isDirectory(judges.resolve(id))) {
      return Optional.empty();
    }
    try {
      return ProblemPackage.validator(judges.resolve(id), table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<IoTest> tests(JsonRow row) {
    List<IoTest> tests = new ArrayList<>();
    for (JsonNode test : row.json().path("tests")) {
      if (!test.path("in").isString()) {
        throw row.invalid("tests", "must be a list of objects with 'in' and 'ans'");
      }
      tests.add(
          new IoTest(
              test.path("name").asString(Integer.toString(tests.size())),
              Blob.ofText(test.path("in").asString()),
              Blob.ofText(test.path("ans").asString(""))));
    }
    return LinkedTests.resolved(tests);
  }

  /** Reads submissions; those of a problem are numbered in their order. */
  Stream<ProblemPackage.Submission> submissions(Path file) {
    Map<String, Integer> counts = new HashMap<>();
    return JsonRows.read(file).map(row -> submission(row, counts));
  }

  private static ProblemPackage.Submission submission(JsonRow row, Map<String, Integer> counts) {
    String problem = row.text("problem");
    JsonNode files = row.json().get("files");
    if (files == null || !files.isObject() || files.isEmpty()) {
      throw row.invalid("files", "must be an object of texts by file name");
    }
    LinkedHashMap<String, String> texts = new LinkedHashMap<>();
    files.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
    int number = counts.merge(problem, 1, Integer::sum) - 1;
    // The language is told by the files, as the judging system of such packages does: what a row
    // says about it was guessed from the ending alone.
    Sample sample = new Sample(problem, number, Submissions.code(texts), true, null);
    String folder = row.optionalText("expected").orElse("");
    String name = folder + "/" + row.optionalText("name").orElse(Integer.toString(number));
    return new ProblemPackage.Submission(name, Expected.of(folder).orElse(null), sample);
  }
}
