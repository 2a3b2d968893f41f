package dev.sce.judge.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.DataSize;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.TestJudge;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.judge.checker.Checkers;
import dev.sce.judge.language.LanguageTable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that read a file and write a file. */
@Tag("slow")
class ProgramFilesTest {
  private static final String READ = "n = int(open('input.txt').read())\n";

  @RegisterExtension static final TestJudge judge = new TestJudge();

  private static final ProgramGrader GRADER = new ProgramGrader(LanguageTable.standard());

  private static ProgramTask task(ProgramFiles files) {
    List<ProgramTest> tests =
        List.of(ProgramTest.ofText("1", "1\n", "2\n"), ProgramTest.ofText("2", "2\n", "4\n"));
    return new ProgramTask(
        tests,
        ProgramTask.limits(
            Duration.ofSeconds(1), DataSize.ofMebibytes(128), DataSize.ofMebibytes(8)),
        new Judging.Compare(Checkers.TOKENS),
        "python",
        false,
        ProgramRules.ONLINE_JUDGE,
        files);
  }

  private static Grade grade(String code) throws InterruptedException {
    return judge.grade(GRADER, task(ProgramFiles.CODEFORCES), TestJudge.sample(code));
  }

  private static List<Verdict> verdicts(Grade grade) {
    return grade.tests().stream().map(TestResult::verdict).toList();
  }

  @Test
  void whatIsWrittenToTheFileIsJudged() throws Exception {
    Grade grade = grade(READ + "print(2 * n, file=open('output.txt', 'w'))\nprint('noise')");
    assertThat(grade.verdict()).as(grade.detail()).isEqualTo(Verdict.PASSED);
    assertThat(grade.tests()).hasSize(2);
  }

  @Test
  void whatIsPrintedIsNot() throws Exception {
    assertThat(verdicts(grade(READ + "print(2 * n)")))
        .containsExactly(Verdict.FAILED, Verdict.FAILED);
  }

  @Test
  void standardInputIsEmpty() throws Exception {
    String code = "print(2 * int(input()), file=open('output.txt', 'w'))";
    assertThat(verdicts(grade(code))).containsExactly(Verdict.RUNTIME_ERROR, Verdict.RUNTIME_ERROR);
  }

  @Test
  void noTestSeesTheFileOfAnother() throws Exception {
    String code =
        READ
            + "import os\n"
            + "if not os.path.exists('output.txt'): print(2 * n, file=open('output.txt', 'w'))";
    assertThat(grade(code).verdict()).isEqualTo(Verdict.PASSED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "import os; os.mkfifo('output.txt')|FAILED",
        "import os; os.symlink('/dev/zero', 'output.txt')|FAILED",
        "import os; os.mkdir('output.txt')|FAILED",
        "import os; os.remove('input.txt')|FAILED",
        "import os; os.kill(os.getppid(), 9)|RUNTIME_ERROR",
        "import os; os.kill(os.getpid(), 11)|RUNTIME_ERROR",
        "raise SystemExit(3)|RUNTIME_ERROR",
        "while True: pass|TIMED_OUT",
        "x = bytearray(1 << 29)|MEMORY_LIMIT",
        "print('1' * (1 << 24), file=open('output.txt', 'w'))|OUTPUT_LIMIT",
      })
  void otherEndsAreWhatTheyAreElsewhere(String code, Verdict verdict) throws Exception {
    Grade grade = grade(code);
    assertThat(verdicts(grade)).as(grade.detail()).containsExactly(verdict, verdict);
  }

  @Test
  void programsInCppAreToldThatAJudgeRunsThem() throws Exception {
    String code =
        """
        #include <cstdio>
        int main() {
        #ifndef ONLINE_JUDGE
          return 1;
        #endif
          freopen("input.txt", "r", stdin);
          freopen("output.txt", "w", stdout);
          int n;
          scanf("%d", &n);
          printf("%d", 2 * n);
        }
        """;
    Sample sample = new Sample("double", 0, code, true, "cpp17");
    Grade grade = judge.grade(GRADER, task(ProgramFiles.CODEFORCES), sample);
    assertThat(grade.verdict()).as(grade.detail()).isIn(Verdict.PASSED, Verdict.MISSING_INFO);
  }
}
