package dev.sce.judge.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.DataSize;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.TestJudge;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.judge.call.PythonSettings;
import dev.sce.judge.checker.PublishedChecker;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.language.Program;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StdinGraderTest {
  private static final String RIGHT = "print(int(input()) * 2)";

  @RegisterExtension static final TestJudge judge = new TestJudge();

  @Test
  void rightProgramsPass() throws InterruptedException {
    assertThat(grade(task(StdinSettings.DEFAULT), RIGHT).detail()).isNull();
    assertThat(
            grade(task(StdinSettings.DEFAULT), "if __name__ == '__main__':\n  " + RIGHT).passed())
        .isTrue();
  }

  @Test
  void theFirstFailureStopsWhenAsked() throws InterruptedException {
    String code = "n = int(input())\nprint(n * 2 if n != 2 else 5)";

    assertThat(verdicts(grade(task(StdinSettings.DEFAULT), code)))
        .containsExactly(Verdict.PASSED, Verdict.FAILED, Verdict.SKIPPED);
    assertThat(verdicts(grade(task(StdinSettings.DEFAULT.withEarlyStop(false)), code)))
        .containsExactly(Verdict.PASSED, Verdict.FAILED, Verdict.PASSED);
  }

  @Test
  void testsThatAlwaysRunAreRun() throws InterruptedException {
    StdinSettings settings =
        new StdinSettings(Duration.ofSeconds(4), null, true, 2, false, PythonSettings.DEFAULT);

    assertThat(verdicts(grade(task(settings), "print('wrong')")))
        .containsExactly(Verdict.FAILED, Verdict.FAILED, Verdict.SKIPPED);
  }

  @Test
  void eachWayToFailHasItsVerdict() throws InterruptedException {
    StdinSettings settings =
        StdinSettings.DEFAULT
            .withTestTime(Duration.ofSeconds(1))
            .withMemory(DataSize.ofMebibytes(64));
    StdinTask task = task(settings);

    assertThat(grade(task, "1 +").verdict()).isEqualTo(Verdict.COMPILE_ERROR);
    assertThat(grade(task, "return").verdict()).isEqualTo(Verdict.COMPILE_ERROR);
    assertThat(grade(task, "raise ValueError('no')").detail()).contains("ValueError: no");
    assertThat(grade(task, RIGHT + "\nimport sys\nsys.exit(3)").verdict())
        .isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(grade(task, "while True: pass").verdict()).isEqualTo(Verdict.TIMED_OUT);
    assertThat(grade(task, "x = bytearray(500 << 20)").verdict())
        .isIn(Verdict.MEMORY_LIMIT, Verdict.RUNTIME_ERROR);
    assertThat(grade(task, "while True: print('x' * 9999)").verdict())
        .isEqualTo(Verdict.OUTPUT_LIMIT);
  }

  @Test
  void returnsOutsideOfFunctionsEndTheProgramWhenAsked() throws InterruptedException {
    StdinSettings settings =
        new StdinSettings(Duration.ofSeconds(4), null, true, 0, true, PythonSettings.DEFAULT);
    String code =
        """
        def f(x):
            return x
        n = f(int(input()))
        for i in range(3):
            try:
                if i == 1:
                    print(n * 2)
                    return n
            finally:
                pass
        print('not reached')
        """;

    assertThat(grade(task(settings), code).detail()).isNull();
    assertThat(grade(task(settings), "class A:\n  return 1").verdict())
        .isEqualTo(Verdict.COMPILE_ERROR);
  }

  @ParameterizedTest
  @CsvSource({"-1,RUNTIME_ERROR", "0,PASSED", "50000,PASSED"})
  void theDigitsThatAProgramMayTurnIntoTextAreSet(int digits, Verdict verdict)
      throws InterruptedException {
    StdinSettings settings =
        new StdinSettings(
            Duration.ofSeconds(4), null, true, 0, true, new PythonSettings(0, digits, List.of()));

    assertThat(grade(task(settings), RIGHT + "\nassert len(str(10 ** 6000)) == 6001").verdict())
        .isEqualTo(verdict);
  }

  @Test
  void aProgramMayUseItsMemoryAsStack() throws InterruptedException {
    String code =
        """
        #include <cstdio>
        long down(long n) {
          volatile char pad[128];
          pad[0] = 1;
          return n == 0 ? 0 : down(n - 1) + pad[0];
        }
        int main() {
          int n;
          scanf("%d", &n);
          printf("%ld\\n", 2 * n + down(1000000) - 1000000);
        }
        """;
    StdinTask task = task(StdinSettings.DEFAULT.withMemory(DataSize.ofMebibytes(512)));

    Grade grade = judge.grade(new StdinGrader(), task, new Sample("p", 0, code, true, "cpp"));

    Assumptions.assumeFalse(grade.verdict() == Verdict.MISSING_INFO, "C++ is missing");
    assertThat(grade.detail()).isNull();
    assertThat(verdicts(grade)).containsOnly(Verdict.PASSED);
  }

  @Test
  void theNamesOfTheDriverAreNotThere() throws InterruptedException {
    String code = "import __main__\nassert not {'offer', 'start'} & set(dir(__main__))\n" + RIGHT;

    assertThat(grade(task(StdinSettings.DEFAULT), code).detail()).isNull();
    assertThat(grade(task(StdinSettings.DEFAULT), "offer()").detail()).contains("NameError");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cpp-any|#include <iostream>\\nusing namespace std;\\nint data;\\n"
            + "int main(){cin>>data;cout<<data*2;}",
        "cpp|#include <iostream>\\nint main(){int n;std::cin>>n;std::cout<<n*2;}",
        "java|import java.util.*;\\npublic class Twice { public static void main(String[] a) {"
            + " System.out.println(2 * new Scanner(System.in).nextInt()); } }",
        "python2|print raw_input() and 2"
      })
  void otherLanguagesAreCompiledOnceAndRun(String language, String code)
      throws InterruptedException {
    Program program =
        Program.of(LanguageTable.standard().find(language).orElseThrow(), "class A {}");
    StdinTask task = task(StdinSettings.DEFAULT.withTestTime(Duration.ofSeconds(20)));

    Grade grade =
        judge.grade(
            new StdinGrader(), task, new Sample("p", 0, code.replace("\\n", "\n"), true, language));

    Assumptions.assumeFalse(
        grade.verdict() == Verdict.MISSING_INFO, () -> program.language().id() + " is missing");
    Assumptions.assumeFalse(language.equals("python2"), "python2 is a shim or not there");
    assertThat(grade.detail()).isNull();
    assertThat(verdicts(grade)).hasSize(3).containsOnly(Verdict.PASSED);
  }

  @Test
  void whatDoesNotCompileIsACompileError() throws InterruptedException {
    Grade grade =
        judge.grade(
            new StdinGrader(),
            task(StdinSettings.DEFAULT),
            new Sample("p", 0, "int main( {}", true, "cpp"));

    Assumptions.assumeFalse(grade.verdict() == Verdict.MISSING_INFO);
    assertThat(grade.verdict()).isEqualTo(Verdict.COMPILE_ERROR);
    assertThat(grade.detail()).contains("error");
  }

  @Test
  void aLanguageThatDoesNotExistIsTheSamplesFailure() throws InterruptedException {
    Sample sample = new Sample("p", 0, "++", true, "brainless");

    assertThat(judge.grade(new StdinGrader(), task(StdinSettings.DEFAULT), sample).verdict())
        .isEqualTo(Verdict.COMPILE_ERROR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import os\nos._exit(0)",
        "import sys\nsys.exit(0)",
        "print('PASSED')",
        "print('2 4 6')\nprint(2)\nprint(4)\nprint(6)",
        "import os\nos.write(2, b'2')",
        "import os, sys\n[print(open(f).read()) for f in os.listdir('.')]",
        "import sys, __main__\nsys.modules['sce_main'].compiled = None\nprint(True)",
        "open('main.py', 'w').write('print(2)')\nprint(0)",
        "import os\n"
            + "for f in range(3, 64):\n"
            + "  try: os.write(f, b'2\\n"
            + "4\\n"
            + "6\\n"
            + "')\n"
            + "  except OSError: pass",
        "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)",
        "class Yes(str):\n  def __eq__(self, o): return True\nprint(Yes('any'))",
        "import sys\nsys.exit(86)"
      })
  void forgedPassesFail(String code) throws InterruptedException {
    Grade grade = grade(task(StdinSettings.DEFAULT.withEarlyStop(false)), code);

    assertThat(grade.passed()).isFalse();
    assertThat(grade.verdict().isJudgement()).isTrue();
  }

  private static Grade grade(StdinTask task, String code) throws InterruptedException {
    return judge.grade(new StdinGrader(), task, code);
  }

  private static List<Verdict> verdicts(Grade grade) {
    return grade.tests().stream().map(TestResult::verdict).toList();
  }

  private static StdinTask task(StdinSettings settings) {
    return new StdinTask(
        "",
        List.of(
            ProgramTest.ofText("0", "1\n", "2\n"),
            ProgramTest.ofText("1", "2\n", "4\n"),
            ProgramTest.ofText("2", "3\n", "6\n")),
        PublishedChecker.APPS_ORDERED,
        settings);
  }
}
