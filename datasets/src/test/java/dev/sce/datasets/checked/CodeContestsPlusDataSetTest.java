package dev.sce.datasets.checked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.datasets.CompanionFiles;
import dev.sce.datasets.DataSet;
import dev.sce.datasets.DataSetSettings;
import dev.sce.datasets.Problem;
import dev.sce.datasets.SampleRow;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.Grade;
import dev.sce.judge.TestJudge;
import dev.sce.judge.Verdict;
import dev.sce.judge.checker.PublishedChecker;
import dev.sce.judge.program.Judging;
import dev.sce.judge.program.ProgramTask;
import dev.sce.judge.program.ProgramTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeContestsPlusDataSetTest {
  /** Any two numbers with the sum that is given are right. */
  private static final String CHECKER =
      "#include <testlib.h>\\nint main(int argc, char **argv) {\\n"
          + "  registerTestlibCmd(argc, argv);\\n  int n = inf.readInt(), a = ouf.readInt(), b ="
          + " ouf.readInt();\\n  if (n == 13) quitf(_fail, 'bad luck');\\n  if (a + b != n)"
          + " quitf(_wa, 'not the sum');\\n  quitf(_ok, 'fine');\\n}\\n";

  private static final String SPLIT =
      "{'id': '9001_A', 'title': 'Split', 'time_limit': 2000, 'memory_limit': 256, 'test_cases':"
          + " [{'input': '5\\n', 'output': '2 3\\n'}, {'input': '0\\n', 'output': '0 0\\n'}],"
          + " 'checker': ~, 'correct_submissions': [{'language': 'py3', 'code': 'print(1,"
          + " int(input()) - 1)'}], 'incorrect_submissions': [{'language': 'py3', 'code': 'print(2,"
          + " 3)'}, {'language': 'cobol', 'code': ''}]}";

  private static final String WITH_CHECKER = SPLIT.replace("~", "\"" + CHECKER + "\"");
  private static final String COMPARED = SPLIT.replace("~", "null");

  /** As much of testlib.h as the checker above needs. */
  private static final String HEADER =
      """
      #include <cstdio>
      #include <cstdlib>
      enum TResult { _ok = 0, _wa = 1, _pe = 2, _fail = 3 };
      inline void quitf(TResult result, const char *why) {
        std::fprintf(stderr, "%s", why);
        std::exit(result);
      }
      struct InStream {
        std::FILE *file;
        int readInt() {
          int value;
          if (std::fscanf(file, "%d", &value) != 1) quitf(_pe, "expected an integer");
          return value;
        }
      };
      static InStream inf, ouf, ans;
      inline void registerTestlibCmd(int argc, char **argv) {
        if (argc < 4) quitf(_fail, "usage");
        inf.file = std::fopen(argv[1], "r");
        ouf.file = std::fopen(argv[2], "r");
        ans.file = std::fopen(argv[3], "r");
      }
      """;

  @RegisterExtension static final TestJudge judge = new TestJudge();

  @TempDir Path folder;

  private Path write(String... rows) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String row : rows) {
      // Texts in single quotes within the checker are in double quotes of C++.
      int from = row.indexOf("\"#include");
      if (from < 0) {
        lines.add(row.replace('\'', '"'));
        continue;
      }
      int to = row.indexOf('"', from + 1);
      lines.add(
          row.substring(0, from).replace('\'', '"')
              + row.substring(from, to).replace("'", "\\\"")
              + row.substring(to).replace('\'', '"'));
    }
    return Files.writeString(folder.resolve("p.jsonl"), String.join("\n", lines) + "\n");
  }

  private Path header() throws IOException {
    return Files.writeString(folder.resolve("my-testlib.h"), HEADER);
  }

  private static DataSet set(@Nullable Path testlib) {
    return new CodeContestsPlusDataSet()
        .with(DataSetSettings.standard().withCompanions(new CompanionFiles(null, null, testlib)));
  }

  private static List<Problem> problems(DataSet set, Path file) throws IOException {
    try (Stream<Problem> all = set.problems(file)) {
      return all.toList();
    }
  }

  private static List<SampleRow> rows(Stream<SampleRow> rows) {
    try (rows) {
      return rows.toList();
    }
  }

  private static Grade grade(DataSet set, Problem problem, String code) throws Exception {
    return judge.grade(set.graders(), problem.task(), TestJudge.sample(code));
  }

  @Test
  void rowsOfCodeContestsPlusAreRead() throws Exception {
    Problem problem = problems(set(null), write(COMPARED)).getFirst();

    assertThat(problem.id()).isEqualTo("9001_A");
    ProgramTask task = (ProgramTask) problem.task();
    assertThat(task.tests())
        .containsExactly(
            ProgramTest.ofText("0", "5\n", "2 3\n"), ProgramTest.ofText("1", "0\n", "0 0\n"));
    assertThat(task.judging()).isEqualTo(new Judging.Compare(PublishedChecker.SANDBOX_FUSION_OJ));
    assertThat(task.limits().cpuTime()).contains(Duration.ofSeconds(2));
    assertThat(task.limits().memory().orElseThrow().bytes()).isEqualTo(256L << 20);
  }

  @Test
  void rowsOfCodeContestsOAreRead() throws Exception {
    Path file =
        write(
            "{'name': '9_B. Twice', 'description': '', 'commands': ['./gen'], 'checker': null,"
                + " 'corner_cases': [{'input': {'stdin': '1'}, 'output': {'stdout': '2'}}]}");
    Problem problem = problems(set(null), file).getFirst();

    assertThat(problem.id()).isEqualTo("9_B. Twice");
    ProgramTask task = (ProgramTask) problem.task();
    assertThat(task.tests()).containsExactly(ProgramTest.ofText("0", "1", "2"));
    assertThat(task.limits().cpuTime()).contains(Duration.ofSeconds(10));
    assertThatThrownBy(() -> rows(set(null).canonicalRows(file)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("no row has 'correct_submissions'");
  }

  @Test
  void aRowWithoutTestsIsUnusable() throws Exception {
    DataSet set = set(null);
    problems(
        set,
        write(
            COMPARED,
            COMPARED.replace("9001_A", "B").replaceAll("'test_cases': \\[.*?]", "'x':0")));

    assertThat(set.remarks().getFirst()).isEqualTo("1 problems usable, 1 unusable: 1 no tests");
    assertThat(set.remarks().get(1)).contains("ccplus_1x");
  }

  @Test
  void aCheckerThatNeedsTestlibSaysHowToGetIt() throws Exception {
    Path file = write(COMPARED, WITH_CHECKER);

    assertThatThrownBy(() -> problems(set(null), file))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageStartingWith(file + ":2: field 'checker' includes testlib.h")
        .hasMessageContaining("--testlib FILE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{'input': '5\\n',|[{|has no text 'input' (or in it 'stdin') for test 0",
        "[{'input': '5\\n', 'output'|[{'input': '5\\n', 'o'|has no text 'output' (or in it 'stdout')",
        "'test_cases': [{|'test_cases': {}, 'x': [{|must be a list",
        "'id': '9001_A', ||field 'name' is missing",
      })
  void anInvalidRowIsNamed(String part, @Nullable String other, String message) throws Exception {
    String row = COMPARED.replace(part, other == null ? "" : other);
    assertThat(row).isNotEqualTo(COMPARED);
    Path file = write(row);

    assertThatThrownBy(() -> problems(set(null), file))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageStartingWith(file + ":1: ")
        .hasMessageContaining(message);
  }

  @Test
  void referenceSolutionsAreTheRightSubmissions() throws Exception {
    List<SampleRow> rows = rows(set(null).canonicalRows(write(COMPARED)));

    assertThat(rows).hasSize(1);
    SampleRow.Valid row = (SampleRow.Valid) rows.getFirst();
    assertThat(row.sample().problemId()).isEqualTo("9001_A");
    assertThat(row.sample().language()).isEqualTo("py3");
    assertThat(Objects.requireNonNull(row.authored()).submission()).isEqualTo("correct/0");
  }

  @Test
  void theFileOfProblemsHasAllSubmissionsWithWhatIsKnownOfThem() throws Exception {
    DataSet set = set(null);
    Path file = write(COMPARED);
    problems(set, file);

    List<SampleRow> rows = rows(set.samples(file));
    assertThat(rows).hasSize(3);
    SampleRow.Valid wrong = (SampleRow.Valid) rows.get(1);
    assertThat(wrong.sample().number()).isEqualTo(1);
    assertThat(Objects.requireNonNull(wrong.authored()).expected()).containsExactly("rejected");
    assertThat(wrong.authored().isMet().test(Grade.of(Verdict.TIMED_OUT, null))).isTrue();
    assertThat(wrong.authored().isMet().test(Grade.of(Verdict.SANDBOX_FAULT, null))).isFalse();
    assertThat(rows.get(2))
        .isEqualTo(
            new SampleRow.Invalid(
                file + ":1",
                "9001_A",
                "incorrect/1 is in a language that is not known: \"cobol\""));
    // The same rows, found in another file.
    assertThat(rows(set(null).samples(file))).hasSize(3);
  }

  @Test
  void submissionsOfCodeContestsAreReadToo() throws Exception {
    Path file =
        write(
            "{'name': '9_B', 'solutions': {'language': [3, 2], 'solution': ['a', 'b']},"
                + " 'incorrect_solutions': {'language': [4], 'solution': ['c']}}",
            "{'task_id': '9_B', 'solution': 'd'}");

    assertThat(rows(set(null).samples(file)))
        .extracting(row -> ((SampleRow.Valid) row).sample())
        .extracting(sample -> sample.number() + " " + sample.language() + " " + sample.code())
        .containsExactly("0 python a", "1 cpp-any b", "2 java c", "3 null d");
  }

  @Test
  @Tag("slow")
  void aCheckerDecidesByTestlibsConvention() throws Exception {
    DataSet set = set(header());
    Problem problem = problems(set, write(WITH_CHECKER)).getFirst();

    Grade right = grade(set, problem, "n = int(input()); print(n + 7, -7)");
    if (right.verdict() == Verdict.MISSING_INFO) {
      assertThat(right.detail()).contains("not installed");
      return;
    }
    assertThat(right.verdict()).as(right.detail()).isEqualTo(Verdict.PASSED);
    Grade wrong = grade(set, problem, "print(2, 3)");
    assertThat(wrong.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(wrong.detail()).isEqualTo("1: wrong answer: not the sum");
    assertThat(grade(set, problem, "print('x')").detail())
        .isEqualTo("0: wrong form: expected an integer");
  }

  @Test
  @Tag("slow")
  void aCheckerThatFailsIsNoWrongAnswer() throws Exception {
    DataSet set = set(header());
    String row = WITH_CHECKER.replace("'5\\n'", "'13\\n'");
    Problem problem = problems(set, write(row)).getFirst();

    Grade grade = grade(set, problem, "print(6, 7)");
    assertThat(grade.verdict())
        .as(grade.detail())
        .isIn(Verdict.JUDGE_CRASHED, Verdict.MISSING_INFO);
  }
}
