package dev.sce.datasets.contest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Blob;
import dev.sce.DataSize;
import dev.sce.Executable;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.judge.checker.Checkers;
import dev.sce.judge.language.Languages;
import dev.sce.judge.language.Program;
import dev.sce.judge.program.JudgeConvention;
import dev.sce.judge.program.JudgeProgram;
import dev.sce.judge.program.Judging;
import dev.sce.judge.program.ProgramGrader;
import dev.sce.judge.program.ProgramTask;
import dev.sce.judge.program.ProgramTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramGraderTest {
  private static Languages languages;
  private static ProgramGrader grader;

  @BeforeAll
  static void open() throws Exception {
    languages = new Languages();
    grader = new ProgramGrader(languages.table());
  }

  @AfterAll
  static void close() {
    languages.close();
  }

  private static ProgramTask sums(Judging judging, boolean stop) {
    List<ProgramTest> tests =
        List.of(
            new ProgramTest("1", Blob.ofText("1 2\n"), Blob.ofText("3\n")),
            new ProgramTest("2", Blob.ofText("5 5\n"), Blob.ofText("10\n")),
            new ProgramTest("3", Blob.ofText("-1 1\n"), Blob.ofText("0\n")));
    return new ProgramTask(
        tests,
        ProgramTask.limits(
            Duration.ofSeconds(2), DataSize.ofMebibytes(256), DataSize.ofMebibytes(8)),
        judging,
        "python",
        stop);
  }

  private static ProgramTask sums() {
    return sums(new Judging.Compare(Checkers.TOKENS), false);
  }

  private static Grade grade(ProgramTask task, @Nullable String language, String code)
      throws InterruptedException {
    return languages.grade(grader.begin(task, new Sample("sums", 0, code, true, language)));
  }

  private static List<Verdict> verdicts(Grade grade) {
    return grade.tests().stream().map(TestResult::verdict).toList();
  }

  @Test
  void aProgramIsCompiledOnceForAllTests() throws Exception {
    Step.Run run =
        (Step.Run) grader.begin(sums(), new Sample("sums", 0, "int main(void) {}", true, "c"));
    Executable program = run.programs().getFirst();
    assertThat(run.programs()).hasSize(1);
    assertThat(program.commands()).hasSize(4);
    assertThat(program.commands().getFirst().argv()).contains("gcc");
  }

  @Test
  void everyTestHasItsOwnVerdict() throws Exception {
    Grade grade =
        grade(
            sums(), null, "a, b = map(int, input().split())\nprint(abs(a + b) if a > 0 else 'x')");
    assertThat(verdicts(grade)).containsExactly(Verdict.PASSED, Verdict.PASSED, Verdict.FAILED);
    assertThat(grade.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(grade.score()).isBetween(0.66, 0.67);
    assertThat(grade.detail()).isEqualTo("3: word 1 in line 1: '0' expected, found 'x'");
  }

  @Test
  void testsAfterTheFirstFailureAreSkippedWhenAsked() throws Exception {
    Grade grade = grade(sums(new Judging.Compare(Checkers.TOKENS), true), "python", "print(3)");
    assertThat(verdicts(grade)).containsExactly(Verdict.PASSED, Verdict.FAILED, Verdict.SKIPPED);
  }

  @Test
  void errorsOfCompilationAreTheirOwnAndSayWhatTheCompilerSaid() throws Exception {
    languages.require("c");
    Grade grade = grade(sums(), "c", "int main(void) { return undeclared; }");
    assertThat(grade.verdict()).isEqualTo(Verdict.COMPILE_ERROR);
    assertThat(grade.detail()).contains("undeclared");
  }

  @Test
  @Tag("slow")
  void compilersHaveLimitsOfTheirOwn() throws Exception {
    languages.require("cpp");
    String bomb =
        """
        template <int A, int B> struct T { static const int v = T<A - 1, B>::v + T<A - 1, B + 1>::v; };
        template <int B> struct T<0, B> { static const int v = 1; };
        int main() { return T<400, 0>::v; }
        """;
    Grade grade = grade(sums(), "cpp", bomb);
    assertThat(grade.verdict()).isEqualTo(Verdict.COMPILE_ERROR);
    assertThat(grade(sums(), "c", "#include \"/dev/random\"\nint main(void) {}").verdict())
        .isEqualTo(Verdict.COMPILE_ERROR);
    String flood = "#define A B B B B B B B B\n#error \n".repeat(20_000);
    assertThat(grade(sums(), "c", flood).verdict()).isEqualTo(Verdict.COMPILE_ERROR);
  }

  @Test
  void aProgramThatReplacesItselfAffectsNothing() throws Exception {
    languages.require("c");
    Grade grade =
        grade(
            sums(),
            "c",
            """
            #include <stdio.h>
            #include <stdlib.h>
            int main(void) {
              system("printf '#!/bin/sh\\necho 10\\n' > p; chmod 755 p; mv p program");
              puts("3");
            }
            """);
    assertThat(verdicts(grade)).containsExactly(Verdict.PASSED, Verdict.FAILED, Verdict.FAILED);
    Grade next = grade(sums(), "c", "#include <stdio.h>\nint main(void) { puts(\"3\"); }");
    assertThat(verdicts(next)).containsExactly(Verdict.PASSED, Verdict.FAILED, Verdict.FAILED);
  }

  @Test
  @Tag("slow")
  void limitsAreTheirOwnVerdicts() throws Exception {
    assertThat(grade(sums(), "python", "while True: pass").verdict()).isEqualTo(Verdict.TIMED_OUT);
    assertThat(grade(sums(), "python", "x = bytearray(1 << 30)").verdict())
        .isEqualTo(Verdict.MEMORY_LIMIT);
    assertThat(grade(sums(), "python", "while True: print('x' * 1000)").verdict())
        .isEqualTo(Verdict.OUTPUT_LIMIT);
    assertThat(grade(sums(), "python", "raise KeyError(7)").detail()).contains("KeyError: 7");
  }

  @Test
  void aLanguageThatIsNotInstalledIsNoFaultOfTheSampleButOneThatDoesNotExistIs() throws Exception {
    Grade unknown = grade(sums(), "brainfuck", "+");
    assertThat(unknown.verdict()).isEqualTo(Verdict.COMPILE_ERROR);
    if (!languages.has("haskell")) {
      Grade missing = grade(sums(), "haskell", "main = print 1");
      assertThat(missing.verdict()).isEqualTo(Verdict.MISSING_INFO);
      assertThat(missing.detail()).contains("not installed").contains("apt-get install ghc");
    }
    if (!languages.has("lua")) {
      ProgramTask every = sums(new Judging.Compare(Checkers.TOKENS), false);
      assertThat(grade(every, "lua", "print(1)").verdict()).isEqualTo(Verdict.MISSING_INFO);
    }
  }

  private static Judging judge(JudgeConvention convention, String code) {
    Program program = Program.of(languages.table().find("python").orElseThrow(), code);
    return new Judging.BySpecialJudge(JudgeProgram.of(program, convention));
  }

  @Test
  void aKattisJudgeReadsOutputFromStandardInput() throws Exception {
    Judging judging =
        judge(
            JudgeConvention.KATTIS,
            """
            import sys
            a, b = map(int, open(sys.argv[1]).read().split())
            x, y = map(int, sys.stdin.read().split())
            open(sys.argv[3] + 'judgemessage.txt', 'w').write('x + y is %d' % (x + y))
            sys.exit(42 if x + y == int(open(sys.argv[2]).read()) else 43)
            """);
    assertThat(grade(sums(judging, false), "python", "print(input())").passed()).isTrue();
    Grade wrong = grade(sums(judging, false), "python", "input(); print(4, 6)");
    assertThat(verdicts(wrong)).containsExactly(Verdict.FAILED, Verdict.PASSED, Verdict.FAILED);
    assertThat(wrong.detail()).isEqualTo("1: wrong answer: x + y is 10");
    Grade broken = grade(sums(judging, false), "python", "input(); print('x' * 5)");
    assertThat(broken.verdict()).isEqualTo(Verdict.JUDGE_CRASHED);
    assertThat(broken.detail()).contains("the judge crashed on the output, twice: exit status 1");
  }

  @Test
  void aTestlibJudgeReadsFilesAndSpeaksByItsStatus() throws Exception {
    Judging judging =
        judge(
            JudgeConvention.TESTLIB,
            """
            import sys
            output = open(sys.argv[2]).read().strip()
            answer = open(sys.argv[3]).read().strip()
            print('found', output, file=sys.stderr)
            sys.exit({'pe': 2, 'fail': 3, 'points': 7}.get(output, 0 if output == answer else 1))
            """);
    ProgramTask task = sums(judging, false);
    assertThat(grade(task, "python", "print(sum(map(int, input().split())))").passed()).isTrue();
    assertThat(grade(task, "python", "print(5)").detail()).isEqualTo("1: wrong answer: found 5");
    assertThat(grade(task, "python", "print('pe')").detail()).contains("wrong form");
    assertThat(grade(task, "python", "print('points')").verdict()).isEqualTo(Verdict.FAILED);
    Grade failed = grade(task, "python", "print('fail')");
    assertThat(failed.verdict()).isEqualTo(Verdict.JUDGE_CRASHED);
    assertThat(failed.detail()).contains("twice: exit status 3: found fail");
  }

  @Test
  void theJudgeIsNotInTheProgramsSandbox() throws Exception {
    Judging judging = judge(JudgeConvention.TESTLIB, "import sys\nsys.exit(1)\n");
    Grade grade =
        grade(
            sums(judging, false),
            "python",
            "for n in ['main.py', '0.ans', '1.ans']:\n"
                + "  open(n, 'w').write('import sys; sys.exit(0)')");
    assertThat(grade.verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void packagesAreReadFromFolders(@TempDir Path folder) throws Exception {
    Map<String, String> files =
        Map.of(
            "problem.yaml",
                """
                name: Sum
                limits:
                  memory: 128  # MiB
                  time_limit: 1.5
                validator_flags: float_tolerance 1e-3
                """,
            "data/sample/1.in", "1 2\n",
            "data/sample/1.ans", "3\n",
            "data/secret/group/2.in", "1 3\n",
            "data/secret/group/2.ans", "4\n",
            "submissions/accepted/a.py", "print(sum(map(int, input().split())) + 0.0001)\n",
            "submissions/wrong_answer/b.py", "print(3)\n",
            "submissions/run_time_error/c.py", "1 / 0\n");
    for (var file : files.entrySet()) {
      Path path = folder.resolve("sum").resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    ContestDataSet set = new ContestDataSet(languages.table(), null);
    ProgramTask task = (ProgramTask) set.problems(folder).findFirst().orElseThrow().task();
    assertThat(task.tests())
        .extracting(ProgramTest::name)
        .containsExactly("sample/1", "secret/group/2");
    assertThat(task.limits().cpuTime()).isEqualTo(Duration.ofMillis(1500));
    assertThat(task.limits().memory()).isEqualTo(DataSize.ofMebibytes(128));
    assertThat(set.canonical(folder)).hasSize(1);
    for (var submission : set.submissions(folder).toList()) {
      Grade grade = languages.grade(grader.begin(task, submission.sample()));
      assertThat(Objects.requireNonNull(submission.expected()).isMetBy(grade))
          .as(submission.name() + " " + grade.verdict())
          .isTrue();
    }
  }
}
