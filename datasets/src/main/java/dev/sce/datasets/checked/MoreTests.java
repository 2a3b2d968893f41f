package dev.sce.datasets.checked;

import dev.sce.datasets.JsonRow;
import dev.sce.datasets.JsonRows;
import dev.sce.judge.program.ProgramTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tests that open-r1 has generated: a Parquet file for each contest, with a row for each test.
 *
 * @param folder where the files are, or the folder above theirs
 */
record MoreTests(Path folder) {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Set<String> FIELDS = Set.of("problem_id", "input", "output");

  /** Returns the tests of a problem, in the order of their file; none where there is no file. */
  List<ProgramTest> of(JsonRow problem, String id) {
    String contest =
        problem.optionalText("contest_id").orElse(id.substring(0, Math.max(0, id.indexOf('/'))));
    Optional<Path> file = file(contest.strip());
    if (file.isEmpty()) {
      return List.of();
    }
    List<ProgramTest> tests = new ArrayList<>();
    try (Stream<JsonRow> rows = JsonRows.read(file.get(), FIELDS)) {
      rows.forEachOrdered(
          row -> {
            if (row.text("problem_id").equals(id)) {
              tests.add(
                  ProgramTest.ofText(
                      "generated/" + tests.size(),
                      CodeforcesJudging.text(row.text("input")),
                      CodeforcesJudging.text(row.text("output"))));
            }
          });
    }
    return tests;
  }

  private Optional<Path> file(String contest) {
    // What stands in a row must not name a file elsewhere.
    if (!NUMBER.matcher(contest).matches()) {
      return Optional.empty();
    }
    String padded = "0".repeat(Math.max(0, 4 - contest.length())) + contest;
    return Stream.of(padded, contest)
        .map(number -> "test_cases_" + number + ".parquet")
        .flatMap(
            name ->
                Stream.of(folder.resolve(name), folder.resolve("generated_tests").resolve(name)))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
