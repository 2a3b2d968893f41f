package dev.sce.datasets.verifiable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.DataSize;
import dev.sce.datasets.DataSet;
import dev.sce.datasets.DataSetSettings;
import dev.sce.datasets.DataSets;
import dev.sce.datasets.JsonRows;
import dev.sce.datasets.Problem;
import dev.sce.datasets.RewardRule;
import dev.sce.datasets.SampleRow;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.GraderSettings;
import dev.sce.judge.checker.Checkers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VerifiableRowsTest {
  private static final String PAIR = "\"inputs\": [\"1\\n\"], \"outputs\": [\"2\\n\"]";

  @TempDir Path folder;

  /** A row of each kind, as it is published, and what it is recognised as. */
  static List<List<String>> rows() {
    return List.of(
        List.of(
            "{'data_source': 'taco', 'reward_model': {'style': 'rule', 'ground_truth': '{\\'inputs\\':"
                + " [\\'1\\'], \\'outputs\\': [\\'2\\']}'}, 'extra_info': {'index': 7}}",
            "stdin (columns)"),
        List.of(
            "{'input_output': {'inputs': [[1, 2]], 'outputs': [[3]], 'fn_name': 'add'}}",
            "calls (columns)"),
        List.of("{'tests': [{'input': '1', 'output': '2', 'testtype': 'stdin'}]}", "stdin (rows)"),
        List.of(
            "{'tests': [{'input': '1', 'output': '2', 'testtype': 'functional'}], 'metadata':"
                + " '{\\'func_name\\': \\'f\\'}'}",
            "calls (rows)"),
        List.of(
            "{'verification_info': {'language': 'python', 'test_cases': [{'type': 'stdin_stdout',"
                + " 'input': '1', 'output': '2', 'fn_name': null}]}}",
            "stdin (typed rows)"),
        List.of(
            "{'verification_info': {'test_cases': [{'type': 'function_call', 'input': '1', 'output':"
                + " '2', 'fn_name': 'f'}]}}",
            "calls (typed rows)"),
        List.of("{'id': 'q', 'test_cases': ['assert f(1) == 2']}", "asserts (asserts)"),
        List.of("{'test': 'assert f(1) == 2\\nassert f(2) == 3\\n'}", "asserts (asserts)"),
        List.of(
            "{'test': 'def check(candidate):\\n    assert candidate(1) == 2\\n', 'entry_point': 'f'}",
            "check (test program)"),
        List.of(
            "{'tests': {'functional': 'def check(c):\\n    assert c(1) == 2\\n\\ncheck(f)'}}",
            "check (test program)"),
        List.of(
            "{'test': 'from solution import f\\n\\ndef test_f():\\n    assert f(1) == 2\\n'}",
            "pytest (test program)"),
        List.of(
            "{'test': 'import unittest\\nclass TestCases(unittest.TestCase):\\n    pass\\n'}",
            "unittest (test program)"),
        List.of(
            "{'official_tests': [{'input': '1', 'output': '2'}], 'time_limit': 2.0}",
            "stdin (rows)"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void eachEncodingIsToldByItsShape(List<String> row) throws IOException {
    Path file = write(row.getFirst().replace('\'', '"').replace("\\\"", "'"));

    assertThat(recognised(file)).isEqualTo("1 problem: 1 " + row.getLast());
  }

  @Test
  void examplesBesideACheckAreNoTests() throws IOException {
    Path file =
        write(
            "{\"entry_point\": \"Solution().f\", \"test\": \"def check(candidate):\\n    assert"
                + " candidate(n=1) == 2\", \"input_output\": [{\"input\": \"n = 1\", \"output\":"
                + " \"2\"}]}");

    assertThat(recognised(file)).isEqualTo("1 problem: 1 check (test program)");
  }

  @Test
  void textsAreReadAsJsonAsPythonAndAsCompressedPickles() throws IOException {
    String json = "{\"tests\": \"[{\\\"input\\\": \\\"1\\\", \\\"output\\\": \\\"2\\\"}]\"}";
    String python = "{\"tests\": \"{'inputs': ['1'], 'outputs': ['2'], 'fn_name': None}\"}";
    // A pickled list of two texts.
    String packed =
        packed("8004951b000000000000005d94288c086173736572742031948c08617373657274203294652e");
    Path file = write(json, python, "{\"ground_truth\": \"" + packed + "\"}");

    assertThat(recognised(file))
        .isEqualTo("3 problems: 1 asserts (asserts), 1 stdin (columns), 1 stdin (rows)");
  }

  private static String packed(String hex) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(HexFormat.of().parseHex(hex.replace(" ", "")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  @Test
  void unusableRowsAreNamedAndBecomeProblemsThatSayWhy() throws IOException {
    Path file =
        write(
            "{\"id\": \"good\", \"tests\": {" + PAIR + "}}",
            "{\"id\": \"none\", \"question\": \"?\"}",
            "{\"id\": \"uneven\", \"tests\": {\"inputs\": [\"1\", \"2\"], \"outputs\": [\"1\"]}}",
            "{\"id\": \"time\", \"time_limit\": \"soon\", \"tests\": {" + PAIR + "}}",
            "{\"id\": \"broken\", \"tests\": \"[1\"}",
            "{\"id\": \"nameless\", \"tests\": [{\"input\": \"1\", \"output\": \"2\", \"testtype\":"
                + " \"functional\"}]}");
    DataSet set = set(RewardRule.STRICT, null);

    List<Problem> problems = set.problems(file).toList();

    assertThat(problems).extracting(Problem::id).contains("none", "uneven", "time", "broken");
    assertThat(((UnusableTask) problems.get(2).task()).why())
        .startsWith(file + ":3: unequal lists: 'tests' has 1 outputs for 2 tests");
    assertThat(set.remarks().getFirst())
        .startsWith("1 problem: 1 stdin (columns); 5 rows unusable:")
        .contains("1 no tests", "1 unequal lists", "1 unreadable limit", "1 unreadable tests")
        .contains("1 no function name");
    assertThat(set.remarks())
        .contains(
            file
                + ":2: no tests: the row has id, question; none of these holds tests; name the field"
                + " that does with --tests PATH");
  }

  @Test
  void aFileWithoutAnyUsableRowIsRefused() throws IOException {
    Path file = write("{\"question\": \"?\"}", "{\"question\": \"?\"}");

    assertThatThrownBy(() -> set(RewardRule.STRICT, null).problems(file).toList())
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("no row is usable")
        .hasMessageContaining("--tests PATH");
  }

  @Test
  void testsStandWhereTheUserSays() throws IOException {
    Path file = write("{\"meta\": {\"mine\": {" + PAIR + "}}, \"tests\": [\"no tests\"]}");

    set(RewardRule.STRICT, "meta.mine").problems(file).forEach(problem -> {});

    DataSet set = set(RewardRule.STRICT, "meta.mine");
    assertThat(set.problems(file).toList()).hasSize(1);
    assertThat(set.remarks().getFirst()).isEqualTo("1 problem: 1 stdin (columns)");
    assertThatThrownBy(() -> set(RewardRule.STRICT, "meta.other").problems(file).toList())
        .hasMessageContaining("no 'meta.other', where --tests looks");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"extra_info\": {\"index\": 3}, \"id\": \"x\"', 3",
    "'\"hash_id\": \"h\"', h",
    "'\"uid\": \"u\"', u",
    "'\"other\": 1', 1"
  })
  void theIdIsThatOfTheRowOrItsPlace(String fields, String id) throws IOException {
    Path file = write("{" + fields + ", \"tests\": {" + PAIR + "}}");

    assertThat(set(RewardRule.STRICT, null).problems(file))
        .extracting(Problem::id)
        .containsExactly(id);
  }

  @Test
  void samplesOfTheSameRowsBelongToTheirProblems() throws IOException {
    String tests = "\"tests\": {" + PAIR + "}";
    String other = "\"tests\": {\"inputs\": [\"3\"], \"outputs\": [\"4\"]}";
    Path file =
        write(
            "{\"id\": 5, \"solution\": \"a\", " + tests + "}",
            "{\"id\": 5, \"solution\": \"b\", " + tests + "}",
            "{\"id\": 5, \"solution\": \"c\", " + other + "}");
    DataSet set = set(RewardRule.STRICT, null);

    assertThat(set.problems(file)).extracting(Problem::id).containsExactly("5", "5@3");
    assertThat(set.samples(file))
        .extracting(row -> ((SampleRow.Valid) row).sample().problemId())
        .containsExactly("5", "5", "5@3");
    assertThat(set.remarks())
        .contains("1 row with the problem of an earlier row")
        .anyMatch(line -> line.startsWith("1 problem with the id of another one"));
  }

  @Test
  void everyRowOfASecondProblemWithAnIdBelongsToIt() throws IOException {
    String tests = "\"tests\": {" + PAIR + "}";
    String other = "\"tests\": {\"inputs\": [\"3\"], \"outputs\": [\"4\"]}";
    Path file =
        write(
            "{\"id\": 5, \"solution\": \"a\", " + tests + "}",
            "{\"id\": 5, \"solution\": \"b\", " + other + "}",
            "{\"id\": 5, \"solution\": \"c\", " + other + "}",
            "{\"id\": 5, \"solution\": \"d\", " + tests + "}");
    DataSet set = set(RewardRule.STRICT, null);

    assertThat(set.problems(file)).extracting(Problem::id).containsExactly("5", "5@2");
    assertThat(set.samples(file))
        .extracting(row -> ((SampleRow.Valid) row).sample().problemId())
        .containsExactly("5", "5@2", "5@2", "5");
  }

  @Test
  void samplesOfUnusableRowsAreOfOneProblem() throws IOException {
    Path file =
        write(
            "{\"id\": 1, \"solution\": \"a\", \"tests\": {" + PAIR + "}}",
            "{\"id\": 2, \"solution\": \"b\"}",
            "{\"id\": 2, \"solution\": \"c\"}");

    assertThat(set(RewardRule.STRICT, null).problems(file))
        .extracting(Problem::id)
        .containsExactly("1", "2");
  }

  @Test
  void rowsBelongToTheirOwnProblemsWhateverNameTheirFileIsGiven() throws IOException {
    String other = "\"tests\": {\"inputs\": [\"3\"], \"outputs\": [\"4\"]}";
    Path file =
        write(
            "{\"id\": 5, \"solution\": \"a\", \"tests\": {" + PAIR + "}}",
            "{\"id\": 5, \"solution\": \"b\", " + other + "}");
    DataSet set = set(RewardRule.STRICT, null);
    set.problems(folder.resolve("*.jsonl")).forEach(problem -> {});

    assertThat(set.samples(file))
        .extracting(row -> ((SampleRow.Valid) row).sample().problemId())
        .containsExactly("5", "5@2");
  }

  @Test
  void aCheckerDoesNotGoWithARuleThatHasOne() throws IOException {
    Path file = write("{\"tests\": {" + PAIR + "}}");
    DataSetSettings settings =
        new DataSetSettings(GraderSettings.standard(), null, Checkers.named("exact"), null)
            .withRule(RewardRule.PRIME, null);
    // All sets are made with the same settings, so one that is not used must not complain.
    assertThat(DataSets.find("humaneval", settings)).isPresent();

    DataSet set = new VerifiableDataSet().with(settings);
    assertThatThrownBy(() -> set.problems(file))
        .hasMessageContaining("--checker cannot be used with --rule prime");
  }

  @Test
  void samplesWithoutIdBelongToTheProblemOfTheSameRow() throws IOException {
    Path problems =
        write(
            "{\"id\": \"a\", \"tests\": {" + PAIR + "}}",
            "{\"id\": \"b\", \"tests\": {" + PAIR + "}}");
    Path samples = folder.resolve("samples.jsonl");
    Files.writeString(
        samples,
        "{\"solution\": \"1\"}\n{\"id\": \"a\", \"solution\": \"2\"}\n{\"solution\": \"3\"}\n");
    DataSet set = set(RewardRule.STRICT, null);
    set.problems(problems).forEach(problem -> {});

    List<SampleRow> rows = set.samples(samples).toList();

    assertThat(((SampleRow.Valid) rows.get(0)).sample().problemId()).isEqualTo("a");
    assertThat(((SampleRow.Valid) rows.get(1)).sample().problemId()).isEqualTo("a");
    assertThat(((SampleRow.Invalid) rows.get(2)).problem())
        .contains("there are 2 rows of problems");
  }

  @ParameterizedTest
  @CsvSource({
    "2, PT2S",
    "'\"2.0 seconds\"', PT2S",
    "'\"500 ms\"', PT0.5S",
    "'\"1s\"', PT1S",
    "'{\"seconds\": 1, \"nanos\": 500000000}', PT1.5S"
  })
  void timesAreNumbersTextsAndObjects(String written, String time) throws Unusable, IOException {
    Path file = write("{\"time_limit\": " + written + "}");
    try (var rows = JsonRows.read(file)) {
      assertThat(RowLimits.of(rows.findFirst().orElseThrow()).time()).hasToString(time);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'\"memory_limit\": \"256 megabytes\"', 268435456",
    "'\"memory_limit\": 256', 268435456",
    "'\"memory_limit\": 268435456', 268435456",
    "'\"memory_limit_bytes\": 5000000', 5000000",
    "'\"memory_limit_MB\": 100000', 104857600000"
  })
  void sizesAreNumbersAndTexts(String written, long bytes) throws Unusable, IOException {
    Path file = write("{" + written + "}");
    try (var rows = JsonRows.read(file)) {
      assertThat(RowLimits.of(rows.findFirst().orElseThrow()).memory())
          .isEqualTo(DataSize.ofBytes(bytes));
    }
  }

  @Test
  void aRuleRefusesTestsThatItsCodeDoesNotKnow() throws IOException {
    Path file = write("{\"tests\": [\"assert f(1) == 2\"]}");

    assertThatThrownBy(() -> set(RewardRule.PRIME, null).problems(file).toList())
        .hasMessageContaining("which rule prime does not judge; use --rule strict");
  }

  private Path write(String... rows) throws IOException {
    Path file = folder.resolve("rows.jsonl");
    Files.write(file, Stream.of(rows).toList(), StandardCharsets.UTF_8);
    return file;
  }

  private static String recognised(Path file) throws IOException {
    DataSet set = set(RewardRule.STRICT, null);
    set.problems(file).forEach(problem -> {});
    return String.join("; ", set.remarks());
  }

  private static DataSet set(RewardRule rule, @Nullable String tests) {
    return new VerifiableDataSet()
        .with(
            new DataSetSettings(GraderSettings.standard(), null, null, null).withRule(rule, tests));
  }
}
