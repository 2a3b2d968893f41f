package dev.sce.datasets.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.Blob;
import dev.sce.DataSize;
import dev.sce.datasets.SampleRow;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.language.Program;
import dev.sce.judge.program.Judging;
import dev.sce.judge.program.ProgramRules;
import dev.sce.judge.program.ProgramTask;
import dev.sce.judge.program.ProgramTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What files and keys of a package mean, in both formats; what is not supported is named. */
class PackageFormatTest {
  private static final LanguageTable TABLE = LanguageTable.standard();
  private static final String NEW = "problem_format_version: 2025-09\n";
  private static final Blob NEARLY = Blob.ofText("0.3333\n");

  @TempDir private Path temporary;
  private PackageFolder folder;

  @BeforeEach
  void begin() throws IOException {
    folder =
        new PackageFolder(temporary.resolve("third"))
            .with("problem.yaml", "name: third\n")
            .withTest("secret/g1/1", "1\n", "0.3333333\n");
  }

  private ProgramTask task() throws IOException {
    return (ProgramTask) ProblemPackage.read(folder.path(), TABLE).problem().task();
  }

  /** Whether the default validator accepts 0.3333 at the first secret test. */
  private boolean accepts() throws IOException {
    ProgramTask task = task();
    Judging.Compare compare = (Judging.Compare) task.judging();
    ProgramTest test = task.tests().getLast();
    return compare.checker(test).firstDifference(test.answer(), NEARLY).isEmpty();
  }

  private String missing() throws IOException {
    return ((Judging.Impossible) task().judging()).why();
  }

  @ParameterizedTest
  @CsvSource({
    "testdata.yaml", "secret/testdata.yaml", "secret/g1/testdata.yaml",
    "test_group.yaml", "secret/test_group.yaml", "secret/g1/test_group.yaml",
    "secret/g1/1.yaml"
  })
  void flagsOfGroupsAndTestsReachTheDefaultValidator(String file) throws IOException {
    assertThat(accepts()).isFalse();
    folder.with("data/" + file, "output_validator_flags: float_tolerance 1e-3\n");
    assertThat(accepts()).isTrue();
    folder.with("data/" + file, "output_validator_args: [float_tolerance, 1e-3]\n");
    assertThat(accepts()).isTrue();
    folder.with("data/" + file, "output_validator_args:\n- float_tolerance\n- '0.1e-2'\n");
    assertThat(accepts()).isTrue();
  }

  @Test
  void theNearestFlagsHold() throws IOException {
    folder.with("data/testdata.yaml", "output_validator_flags: float_tolerance 1e-9\n");
    folder.with("data/secret/g1/testdata.yaml", "output_validator_flags: float_tolerance 1e-2\n");
    assertThat(accepts()).isTrue();
    folder.with("data/secret/g1/1.yaml", "output_validator_args: []\n");
    assertThat(accepts()).isFalse();
  }

  @Test
  void flagsOfAGroupFollowThoseOfTheProblem() throws IOException {
    folder.with("problem.yaml", "validator_flags: case_sensitive\nvalidation: custom\n");
    folder.with("output_validators/check.py", "exit(42)");
    folder.with("data/secret/testdata.yaml", "output_validator_flags: {name: check, flags: a b}\n");
    ProgramTask task = task();
    assertThat(((Judging.BySpecialJudge) task.judging()).judge().arguments())
        .containsExactly("case_sensitive");
    assertThat(task.tests().getFirst().judgeArguments()).containsExactly("a", "b");
    folder.with("data/secret/testdata.yaml", "output_validator_flags: {name: other, flags: a}\n");
    assertThat(missing()).contains("output_validator_flags of data/secret/testdata.yaml");
  }

  @Test
  void argumentsOfProgramsAreReadPerGroupAndTest() throws IOException {
    folder
        .with("problem.yaml", NEW)
        .with("data/secret/test_group.yaml", "args: ['a b', c]\n")
        .withTest("secret/g1/2", "", "")
        .with("data/secret/g1/2.yaml", "args: [d]\nhint: none\ndescription: |\n  some\n  text\n");
    assertThat(task().tests())
        .extracting(ProgramTest::arguments)
        .containsExactly(List.of("a b", "c"), List.of("d"));
  }

  @ParameterizedTest
  @CsvSource({
    "output, 1024, 1025",
    "validation_output, 1024, 2000",
    "validation_time, 1000000, 1e9",
    "time_limit, 0.001, 1e-10",
    "time_limit, 1e6, 1e7",
  })
  void limitsThatNoSandboxCanKeepToAreNamed(String key, String kept, String refused)
      throws IOException {
    folder.with("problem.yaml", NEW + "limits: {" + key + ": " + kept + "}\n");
    assertThat(task().judging()).isInstanceOf(Judging.Compare.class);
    folder.with("problem.yaml", NEW + "limits: {" + key + ": " + refused + "}\n");
    assertThat(missing()).contains(key + " of problem.yaml: must be");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "args: %s",
        "output_validator_args: %s",
        "output_validator_flags: %s",
        "output_validator_flags: {check: %s}",
        "output_validator_flags: {name: check, flags: %s}",
      })
  void argumentsThatNoCommandCanHoldAreNamed(String setting) throws IOException {
    folder.with("output_validators/check.py", "").with("problem.yaml", "validation: custom\n");
    String most = "y".repeat(49_999);
    for (String good : List.of("[a, 'b c']", "[" + most + ", " + most + "]")) {
      folder.with("data/secret/g1/1.yaml", setting.formatted(good));
      assertThat(task().judging()).isInstanceOf(Judging.BySpecialJudge.class);
    }
    String key = setting.substring(0, setting.indexOf(':')) + " of data/secret/g1/1.yaml: ";
    folder.with("data/secret/g1/1.yaml", setting.formatted("[\"a\\0b\"]"));
    assertThat(missing()).contains(key + "an argument contains a NUL character");
    folder.with("data/secret/g1/1.yaml", setting.formatted("[" + "é".repeat(60_000) + "]"));
    assertThat(missing()).contains(key + "the arguments have more than 100000 bytes");
  }

  @Test
  void flagsOfAProblemThatNoCommandCanHoldAreNamed() throws IOException {
    folder.with("problem.yaml", "validator_flags: \"a\\0b\"\n");
    assertThat(missing()).contains("validator_flags of problem.yaml: an argument contains a NUL");
  }

  @Test
  void aFolderWithoutTestsIsNoPackage() throws IOException {
    Path without = temporary.resolve("without");
    new PackageFolder(without).with("problem.yaml", "");
    assertThatThrownBy(() -> new ContestDataSet(TABLE, null).problems(without))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(without + ": neither it nor a folder in it has problem.yaml and a folder data");
  }

  @Test
  void testsComeInTheOrderOfTheirNames() throws IOException {
    folder
        .withTest("secret/a-b", "", "")
        .withTest("secret/a", "", "")
        .withTest("secret/b/1", "", "")
        .withTest("secret/10", "", "")
        .withTest("secret/9", "", "")
        .withTest("sample/z", "", "")
        .withTest("sample/.hidden", "", "");
    assertThat(task().tests())
        .extracting(ProgramTest::name)
        .containsExactly(
            "sample/z",
            "secret/10",
            "secret/9",
            "secret/a",
            "secret/a-b",
            "secret/b/1",
            "secret/g1/1");
  }

  @Test
  void testsOfValidatorsAreNoTests() throws IOException {
    folder
        .with("data/invalid_input/1.in", "no number")
        .withTest("invalid_output/1", "1", "2")
        .withTest("valid_output/1", "1", "2");
    assertThat(task().tests()).hasSize(1);
    assertThat(task().judging()).isInstanceOf(Judging.Compare.class);
    folder.withTest("more/1", "1", "2");
    assertThat(missing()).contains("tests in the folder data/more");
  }

  @Test
  void aTestWithoutAnAnswerIsNotComparedWithNothing() throws IOException {
    folder.with("data/secret/2.in", "");
    assertThat(missing()).contains("a test without an answer, secret/2");
  }

  @Test
  void limitsAreReadInEveryForm() throws IOException {
    folder.with(
        "problem.yaml",
        NEW
            + "limits: {time_limit: .5, memory: 1e2, output: 2, code: 1, validation_time: 7,"
            + " validation_memory: 50, validation_output: 3, compilation_time: 9,"
            + " time_multipliers: {ac_to_time_limit: 2}}\n");
    ProgramTask task = task();
    assertThat(task.limits().cpuTime()).isEqualTo(Duration.ofMillis(500));
    assertThat(task.limits().memory()).isEqualTo(DataSize.ofMebibytes(100));
    assertThat(task.limits().output()).isEqualTo(DataSize.ofMebibytes(2));
    assertThat(task.rules().codeLimit()).isEqualTo(DataSize.ofKibibytes(1));
    folder.with(".timelimit", " 3 \n").with("problem.yaml", "name: x");
    assertThat(task().limits().cpuTime()).isEqualTo(Duration.ofSeconds(3));
    Files.delete(folder.path().resolve(".timelimit"));
    folder.with("domjudge-problem.ini", "short-name = A\ntimelimit='1.5'\ncolor = #ff0000\n");
    assertThat(task().limits().cpuTime()).isEqualTo(Duration.ofMillis(1500));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "problem.yaml | problem_format_version: 2031-01 | problem_format_version 2031-01",
        "problem.yaml | type: submit-answer | type submit-answer",
        "problem.yaml | type: [pass-fail, juggling] | type juggling",
        "problem.yaml | validation: custom juggling | validation juggling",
        "problem.yaml | validation: custom score | validation: score",
        "problem.yaml | limits: {time_limit: 010} | time_limit of problem.yaml",
        "problem.yaml | limits: {time_limit: -1} | time_limit of problem.yaml",
        "problem.yaml | limits: {memory: lots} | limits.memory of problem.yaml",
        "problem.yaml | limits: {threads: 1} | limits.threads of problem.yaml",
        "problem.yaml | limits: 7 | limits of problem.yaml",
        "problem.yaml | validator_flags: {a: b} | validator_flags of problem.yaml",
        "problem.yaml | validator_flags: float_tolerance | needs a number",
        "problem.yaml | validator_flags: frobnicate | unknown checker option 'frobnicate'",
        "problem.yaml | grading: custom | grading of problem.yaml",
        "problem.yaml | languages: [klingon] | klingon",
        "problem.yaml | 'a: [' | problem.yaml is not the YAML",
        "problem.yaml | 'constants: {9x: 1}' | constants.9x",
        "domjudge-problem.ini | special_compare = x | special_compare of domjudge-problem.ini",
        "data/secret/testdata.yaml | grading: custom | grading of data/secret/testdata.yaml",
        "data/secret/testdata.yaml | grader_flags: always_accept | always_accept",
        "data/secret/testdata.yaml | on_reject: maybe | on_reject of data/secret/testdata.yaml",
        "data/secret/testdata.yaml | accept_score: 3 | accept_score of data/secret/testdata.yaml",
        "data/secret/test_group.yaml | static_validation_score: 3 | static_validation_score",
        "data/secret/test_group.yaml | require_pass: sample | require_pass",
        "data/secret/g1/1.yaml | frobnicate: 1 | frobnicate of data/secret/g1/1.yaml",
        "data/secret/g1/1.yaml | '- a' | must be a map",
        "data/secret/g1/1.files/x | text | secret/g1/1.files (input files of a test)",
        "static_validator/check.py | exit(42) | static_validator",
        "output_validator/build | #!/bin/sh | script 'build'",
        "output_validator/check.klingon | Qapla | language that no table entry claims",
      })
  void whatIsNotSupportedIsNamedAndNeverJudged(String file, String text, String name)
      throws IOException {
    folder.with(file, text + "\n");
    assertThat(missing()).contains(name);
  }

  @Test
  void severalOutputValidatorsAreNamed() throws IOException {
    folder
        .with("problem.yaml", "validation: custom\n")
        .with("output_validators/a/check.py", "exit(42)")
        .with("output_validators/b/check.py", "exit(43)");
    assertThat(missing()).contains("several output validators");
  }

  @Test
  void aValidatorThatTheDescriptionDoesNotWantIsNamed() throws IOException {
    folder.with("output_validators/check.py", "exit(42)");
    assertThat(missing()).contains("validation: custom");
    folder.with("problem.yaml", NEW);
    assertThat(task().judging()).isInstanceOf(Judging.BySpecialJudge.class);
  }

  @Test
  void keysThatDoNotChangeJudgingAreLeftOut() throws IOException {
    folder.with("problem.yaml", "name: {en: x}\nmy_own_key: 1\nkeywords: a b\nrights_owner: me\n");
    folder.with("data/secret/testdata.yaml", "input_validator_flags: a b\n");
    assertThat(task().judging()).isInstanceOf(Judging.Compare.class);
  }

  @Test
  void pointsOfGroupsAreAllOrNothing() throws IOException {
    folder.with("problem.yaml", "type: scoring\ngrading: {objective: max}\n");
    folder.withTest("sample/1", "", "");
    folder.with("data/testdata.yaml", "grader_flags: ignore_sample sum\non_reject: continue\n");
    folder.with(
        "data/secret/testdata.yaml",
        "accept_score: 3\nrange: 0 3\ngrader_flags: min accept_if_any_accepted\n");
    assertThat(task().tests()).extracting(ProgramTest::name).containsExactly("secret/g1/1");
    assertThat(task().stopAtFirstFailure()).isFalse();
    folder.with("problem.yaml", "type: scoring\ngrading: {objective: min}\n");
    assertThat(missing()).contains("grading.objective");
  }

  @Test
  void groupsWhosePointsAreNotAllOrNothingAreNamed() throws IOException {
    folder.with("problem.yaml", "type: scoring\n");
    folder.with("data/secret/testdata.yaml", "grader_flags: max\n");
    assertThat(missing()).contains("grader_flags of data/secret/testdata.yaml: 'max'");
  }

  @Test
  void onePackageThatCannotBeReadDoesNotKeepOthersFromBeingJudged() throws IOException {
    new PackageFolder(temporary.resolve("broken"))
        .with("problem.yaml", "name: x\n")
        .withTest("secret/1", "", "")
        .with("submissions/accepted/a.py", "print()");
    Path link = temporary.resolve("broken/data/secret/2.in");
    Files.createSymbolicLink(link, temporary.resolve("third/problem.yaml"));
    ContestDataSet set = new ContestDataSet(TABLE, null);
    List<ProgramTask> tasks =
        set.problems(temporary).map(problem -> (ProgramTask) problem.task()).toList();
    assertThat(tasks).hasSize(2);
    assertThat(((Judging.Impossible) tasks.getFirst().judging()).why()).contains("leads out of");
    assertThat(tasks.getLast().judging()).isInstanceOf(Judging.Compare.class);
    try (var samples = set.samples(temporary)) {
      assertThat(samples).hasSize(1);
    }
  }

  @Test
  void rowsWithFilesAndRowsWithCodeMayStandTogether() throws IOException {
    Path rows = temporary.resolve("submissions.jsonl");
    Files.writeString(
        rows,
        """
        {"problem": "p", "files": {"a.py": "print(1)"}, "expected": "accepted", "name": "a.py"}
        {"problem": "p", "code": "print(2)", "language": "python", "expected": "accepted"}
        {"problem": "p", "code": 7, "expected": "accepted"}
        {"problem": "p", "files": {"b.py": "print(3)"}, "expected": "wrong_answer"}
        """);
    ContestDataSet set = new ContestDataSet(TABLE, null);
    try (var submissions = set.submissions(rows);
        var canonical = set.canonicalRows(temporary.resolve("problems.jsonl"))) {
      assertThat(submissions.map(ProblemPackage.Submission::name).toList())
          .startsWith("accepted/a.py", "accepted/1")
          .hasSize(4);
      assertThat(canonical.map(SampleRow.Valid.class::isInstance))
          .containsExactly(true, true, false);
    }
  }

  @Test
  void aGroupThatGoesOnAfterAFailureIsRunToItsEnd() throws IOException {
    assertThat(task().stopAtFirstFailure()).isTrue();
    folder.with("data/secret/testdata.yaml", "on_reject: continue\n");
    assertThat(task().stopAtFirstFailure()).isFalse();
  }

  private Program program(ProgramTask task, String language, String name, String text) {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    files.put(name, Blob.ofText(text));
    return task.rules().with(new Program(TABLE.find(language).orElseThrow(), files));
  }

  @Test
  void includedFilesAreThoseOfTheLanguageAndOfAll() throws IOException {
    folder
        .with("problem.yaml", "constants: {N: 5}\n" + NEW)
        .with("include/default/data.txt", "n = {{N}}\n")
        .with("include/python3/__main__.py", "import sub\n")
        .with("include/python3/sub.py", "own\n")
        .with("include/cpp/grader.cpp", "int main() {}\n")
        .with("include/klingon/a.kl", "");
    ProgramTask task = task();

    Program python = program(task, "python", "sub.py", "theirs\n");
    assertThat(python.files()).containsOnlyKeys("__main__.py", "sub.py", "data.txt");
    assertThat(python.mainFile()).isEqualTo("__main__.py");
    assertThat(python.files().get("sub.py")).isEqualTo(Blob.ofText("own\n"));
    assertThat(python.files().get("data.txt")).isEqualTo(Blob.ofText("n = 5\n"));
    Program cpp = program(task, "cpp", "a.cpp", "void f() {}\n");
    assertThat(cpp.files()).containsOnlyKeys("a.cpp", "grader.cpp", "data.txt");
    assertThat(cpp.mainFile()).isEqualTo("a.cpp");
  }

  @Test
  void includedFilesComeFromThePackageAlone() throws IOException {
    Path secret = Files.writeString(temporary.resolve("secret.py"), "TOP-SECRET");
    for (String name : List.of("include/python3/a.py", "include/python3", "include")) {
      Path link = folder.path().resolve(name);
      Files.createDirectories(link.getParent());
      Files.createSymbolicLink(link, name.endsWith("py") ? secret : temporary);
      assertThatThrownBy(this::task)
          .isInstanceOf(InvalidDataException.class)
          .hasMessageContaining("leads out of");
      Files.delete(link);
      Files.deleteIfExists(folder.path().resolve("include/python3"));
      Files.deleteIfExists(folder.path().resolve("include"));
    }
    for (String name : List.of("data/secret/testdata.yaml", "data/secret/g1/1.yaml")) {
      Path link = folder.path().resolve(name);
      Files.createSymbolicLink(link, secret);
      assertThatThrownBy(this::task).isInstanceOf(InvalidDataException.class);
      Files.delete(link);
    }
    Path outside = folder.path().resolve("data/secret/g2");
    Files.createSymbolicLink(outside, temporary);
    assertThatThrownBy(this::task).isInstanceOf(InvalidDataException.class);
  }

  @Test
  void foldersThatLinkInACircleHaveAnEnd() throws IOException {
    Files.createSymbolicLink(folder.path().resolve("data/secret/g1/again"), Path.of(".."));
    assertThatThrownBy(this::task)
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("folders deep");
  }

  @Test
  void languagesAndSizeOfProgramsAreKeptTo() throws IOException {
    folder.with("problem.yaml", NEW + "languages: [cpp, python3]\nlimits: {code: 1}\n");
    ProgramRules rules = task().rules();
    assertThat(rules.refusal(Program.of(TABLE.find("cpp").orElseThrow(), "x"))).isEmpty();
    assertThat(rules.refusal(Program.of(TABLE.find("pypy").orElseThrow(), "x"))).isEmpty();
    assertThat(rules.refusal(Program.of(TABLE.find("ruby").orElseThrow(), "x")))
        .contains("the problem does not allow ruby");
    assertThat(rules.refusal(Program.of(TABLE.find("cpp").orElseThrow(), "x".repeat(1025))))
        .isPresent();
  }

  @Test
  void aLongConstantThatIsNamedOftenEndsInAMessage() throws IOException {
    String bomb = "{{N}}".repeat(5000);
    folder
        .with("problem.yaml", NEW + "constants: {N: " + "n".repeat(900_000) + "}\n")
        .with("submissions/accepted/bomb.py", bomb)
        .with("submissions/accepted/files/a.py", "{{N}}{{N}}{{N}}")
        .with("submissions/accepted/files/b.py", "{{N}}{{N}}")
        .with("submissions/accepted/good.py", "{{N}}{{N}}{{N}}{{N}}");
    ContestDataSet set = new ContestDataSet(TABLE, null);
    assertThat(set.samples(folder.path()))
        .satisfiesExactly(
            row -> assertThat(((SampleRow.Invalid) row).problem()).contains("constants make it"),
            row -> assertThat(((SampleRow.Invalid) row).problem()).contains("constants make it"),
            row ->
                assertThat(((SampleRow.Valid) row).sample().code())
                    .hasSizeGreaterThan(4 * 900_000));
    for (String name : List.of("include/python/a.py", "output_validators/check.py")) {
      folder.with(name, bomb);
      assertThatThrownBy(this::task)
          .isInstanceOf(InvalidDataException.class)
          .hasMessageContaining("constants make it");
      Files.delete(folder.path().resolve(name));
    }
    folder.with("data/secret/testdata.yaml", "hint: " + bomb);
    assertThat(missing()).contains("constants make it");
  }

  @Test
  void constantsStandInValidatorsSubmissionsAndSettings() throws IOException {
    folder
        .with("problem.yaml", NEW + "constants: {E: {value: 1e-3, tex: '10'}}\n")
        .with("data/secret/test_group.yaml", "output_validator_args: [float_tolerance, '{{E}}']\n")
        .with("submissions/accepted/a.py", "print('{{E.tex}} {{unknown}}')\n");
    assertThat(accepts()).isTrue();
    assertThat(ProblemPackage.read(folder.path(), TABLE).submissions().getFirst().sample().code())
        .contains("print('10 {{unknown}}')");
  }
}
