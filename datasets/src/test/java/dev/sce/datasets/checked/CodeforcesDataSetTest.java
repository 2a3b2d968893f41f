package dev.sce.datasets.checked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.datasets.CompanionFiles;
import dev.sce.datasets.DataSet;
import dev.sce.datasets.DataSetSettings;
import dev.sce.datasets.Problem;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.Grade;
import dev.sce.judge.TestJudge;
import dev.sce.judge.Verdict;
import dev.sce.judge.program.Judging;
import dev.sce.judge.program.ProgramTask;
import dev.sce.judge.program.ProgramTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeforcesDataSetTest {
  private static final String SUM =
      "{'id': '9001/A', 'contest_id': '9001', 'time_limit': 1.5, 'memory_limit': 256.0, "
          + "'input_mode': 'stdio', 'executable': true, 'interaction_format': null, "
          + "'official_tests': [{'input': '1 2\\r\\n', 'output': '3\\r\\n'}, "
          + "{'input': '3 4\\n', 'output': '7'}], 'official_tests_complete': true, "
          + "'generated_checker': null, 'generated_tests': 0}";

  @RegisterExtension static final TestJudge judge = new TestJudge();

  @TempDir Path folder;

  private Path write(String name, String... rows) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, String.join("\n", rows).replace('\'', '"') + "\n");
  }

  private static DataSet set(@Nullable Path more) {
    DataSetSettings settings = DataSetSettings.standard();
    return new CodeforcesDataSet()
        .with(settings.withCompanions(new CompanionFiles(null, more, null)));
  }

  private static List<Problem> problems(DataSet set, Path file) throws IOException {
    try (Stream<Problem> all = set.problems(file)) {
      return all.toList();
    }
  }

  private ProgramTask task(String row) throws IOException {
    return (ProgramTask) problems(set(null), write("p.jsonl", row)).getFirst().task();
  }

  private Grade grade(String row, String code) throws Exception {
    DataSet set = set(null);
    Problem problem = problems(set, write("p.jsonl", row)).getFirst();
    return judge.grade(set.graders(), problem.task(), TestJudge.sample(code));
  }

  @Test
  void aRowIsReadWithItsLimits() throws Exception {
    DataSet set = set(null);
    Problem problem = problems(set, write("p.jsonl", SUM)).getFirst();

    assertThat(problem.id()).isEqualTo("9001/A");
    ProgramTask task = (ProgramTask) problem.task();
    assertThat(task.tests())
        .containsExactly(
            ProgramTest.ofText("official/0", "1 2\n", "3\n"),
            ProgramTest.ofText("official/1", "3 4\n", "7"));
    assertThat(task.limits().cpuTime()).contains(Duration.ofMillis(1500));
    assertThat(task.limits().memory().orElseThrow().bytes()).isEqualTo(256L << 20);
    assertThat(task.files()).isNull();
    assertThat(set.remarks()).isEmpty();
  }

  @Test
  void problemsThatCannotBeJudgedAreCountedAndNamed() throws Exception {
    DataSet set = set(null);
    Path file =
        write(
            "p.jsonl",
            SUM,
            SUM.replace("9001/A", "1/A").replace("'executable': true", "'executable': false"),
            SUM.replace("9001/A", "1/B").replace("_format': null", "_format': 'Ask.'"),
            SUM.replace("9001/A", "1/C").replace("_format': null", "_format': 'Ask.'"),
            SUM.replace("9001/A", "1/D").replaceAll("\\[.*]", "[]"),
            SUM.replace("9001/A", "1/E").replace("stdio", "telepathy"),
            SUM.replace("9001/A", "1/F").replace("1.5", "'soon'"));

    List<Problem> problems = problems(set, file);
    assertThat(problems).hasSize(7);
    assertThat(set.remarks().getFirst())
        .isEqualTo(
            "1 problems usable, 6 unusable: 2 interactive, 1 no tests, 1 not executable, 1 unknown"
                + " input mode, 1 unreadable limit");
    assertThat(set.remarks().get(1)).startsWith(file + ":2: not executable: ");
    assertThat(set.remarks().getLast()).isEqualTo("and 1 more that are unusable");
    Grade grade = judge.grade(set.graders(), problems.get(2).task(), TestJudge.sample("print(3)"));
    assertThat(grade.verdict()).isEqualTo(Verdict.MISSING_INFO);
    assertThat(grade.detail()).startsWith(file + ":3: interactive: ");
  }

  @Test
  void aFileWithoutAnyProblemThatCanBeJudgedIsAnError() throws Exception {
    Path file = write("p.jsonl", "{'id': '1/A', 'title': 'x'}");

    assertThatThrownBy(() -> problems(set(null), file))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("no problem is usable: ")
        .hasMessageContaining("1 no tests");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'id': '9001/A', ||field 'id' is missing",
        "[{'input': '1 2\\r\\n',|[{|has no texts 'input' and 'output' for test 0",
        "'official_tests': [|'official_tests': 'x', 'o': [|must be a list",
      })
  void anInvalidRowIsNamed(String part, @Nullable String other, String message) throws Exception {
    String row = SUM.replace(part, other == null ? "" : other);
    assertThat(row).isNotEqualTo(SUM);
    Path file = write("p.jsonl", row);

    assertThatThrownBy(() -> problems(set(null), file))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageStartingWith(file + ":1: ")
        .hasMessageContaining(message);
  }

  @Test
  void rowsOfTheSameProblemAreOne() throws Exception {
    DataSet set = set(null);
    String prompt = SUM.replace("'id'", "'prompt': 'In C++!', 'id'");

    assertThat(problems(set, write("p.jsonl", SUM, prompt))).hasSize(1);
    assertThat(set.remarks()).containsExactly("1 rows repeat the problem of an earlier row");
    String other = SUM.replace("'1 2", "'5 2");
    assertThat(problems(set, write("p.jsonl", SUM, other))).hasSize(2);
  }

  @Test
  void furtherTestsComeFromTheFileOfTheContest() throws Exception {
    String row = SUM.replace("'generated_tests': 0", "'generated_tests': 2");
    Path file = write("p.jsonl", row);
    // What a file is, its content tells.
    write(
        "more/generated_tests/test_cases_9001.parquet",
        "{'problem_id': '9001/B', 'input': '9', 'output': '9', 'test_case_i': 0}",
        "{'problem_id': '9001/A', 'input': '5 6\\r\\n', 'output': '11\\n', 'test_case_i': 0}",
        "{'problem_id': '9001/A', 'input': '7 8\\n', 'output': '15\\n', 'test_case_i': 1}");

    for (String place : List.of("more", "more/generated_tests")) {
      DataSet set = set(folder.resolve(place));
      ProgramTask task = (ProgramTask) problems(set, file).getFirst().task();
      assertThat(task.tests())
          .hasSize(4)
          .contains(ProgramTest.ofText("generated/0", "5 6\n", "11\n"));
      assertThat(set.remarks()).isEmpty();
    }
  }

  @Test
  void furtherTestsThatAreNotThereAreMentionedOnce() throws Exception {
    String row = SUM.replace("'generated_tests': 0", "'generated_tests': 2");
    String elsewhere = row.replace("'9001'", "'../9001'").replace("9001/A", "2/A");
    Path file = write("p.jsonl", row, elsewhere);

    DataSet without = set(null);
    assertThat(problems(without, file)).hasSize(2);
    assertThat(without.remarks())
        .singleElement()
        .asString()
        .startsWith("2 problems lack tests that are in other files; ")
        .contains("--more-tests");
    DataSet empty = set(Files.createDirectories(folder.resolve("empty")));
    problems(empty, file);
    assertThat(empty.remarks()).singleElement().asString().contains("download the rest");
  }

  @Test
  void problemsWithOnlySomeOfTheirTestsAreMentioned() throws Exception {
    DataSet set = set(null);
    problems(set, write("p.jsonl", SUM.replace("complete': true", "complete': false")));

    assertThat(set.remarks())
        .containsExactly("1 problems have only those official tests that Codeforces shows whole");
  }

  @Test
  @Tag("slow")
  void allTestsMustPass() throws Exception {
    assertThat(grade(SUM, "print(sum(map(int, input().split())))").verdict())
        .isEqualTo(Verdict.PASSED);
    Grade wrong = grade(SUM, "print(3)");
    assertThat(wrong.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(wrong.detail()).startsWith("official/1: ");
  }

  @Test
  @Tag("slow")
  void problemsOfFilesAreJudgedByTheirFiles() throws Exception {
    String row = SUM.replace("stdio", "file");

    assertThat(task(row).files()).isNotNull();
    String code =
        "a, b = map(int, open('input.txt').read().split())\n"
            + "print(a + b, file=open('output.txt', 'w'))";
    assertThat(grade(row, code).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(grade(row, "print(sum(map(int, input().split())))").verdict())
        .isEqualTo(Verdict.RUNTIME_ERROR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "print(1)|PASSED",
        "print(100)|PASSED",
        "print(0)|FAILED",
        "print(0.5)|FAILED",
        "pass|FAILED",
        "print(0); raise SystemExit(1)|FAILED",
        "print(1); raise SystemExit(1)|JUDGE_CRASHED",
        "raise SystemExit('no')|JUDGE_CRASHED",
        "int('x')|JUDGE_CRASHED",
        "print(1); int('x')|JUDGE_CRASHED",
        "print(|JUDGE_CRASHED",
        "import os; os.abort()|JUDGE_CRASHED",
        "import os; print(0, flush=True); os.abort()|JUDGE_CRASHED",
        "import os; print(0, flush=True); os._exit(0)|FAILED",
        "import os; print(1, flush=True); os._exit(0)|PASSED",
        "import sys; sys.stdout.buffer.write(b'1')|PASSED",
        "import threading as t, time; t.Thread(target=lambda: (time.sleep(0.1),"
            + " print(1))).start()|PASSED",
      })
  @Tag("slow")
  void aCheckerDecidesUnlessItCrashes(String checker, Verdict verdict) throws Exception {
    String row = SUM.replace("checker': null", "checker': '" + checker.replace("'", "\\'") + "'");
    // Within JSON, quotes of Python are those that JSON does not use.
    row = row.replace("\\'", "\\u0027");

    assertThat(task(row).judging()).isInstanceOf(Judging.BySpecialJudge.class);
    Grade grade = grade(row, "print('anything')");
    assertThat(grade.verdict()).as(grade.detail()).isEqualTo(verdict);
  }

  @Test
  @Tag("slow")
  void aCheckerSeesInputAnswerAndOutput() throws Exception {
    String checker =
        "import sys\\ngiven, answer, output = (open(n).read().split() for n in sys.argv[1:])\\n"
            + "print(int(len(given) == 2 and answer == output))";
    String row = SUM.replace("checker': null", "checker': '" + checker + "'");

    assertThat(grade(row, "print(sum(map(int, input().split())))").verdict())
        .isEqualTo(Verdict.PASSED);
    assertThat(grade(row, "print(4)").verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void thereAreNoReferenceSolutions() throws Exception {
    Path file = write("p.jsonl", SUM);
    assertThatThrownBy(() -> set(null).canonicalRows(file))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("--samples");
  }
}
