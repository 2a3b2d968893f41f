package dev.sce.judge.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Command;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.LimitOverrides;
import dev.sce.judge.Grade;
import dev.sce.judge.TestJudge;
import dev.sce.judge.Verdict;
import dev.sce.judge.referee.Attacks;
import dev.sce.testkit.LeakCheck;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Samples that try to reach their judge, to lead it astray, or to keep it and their slot busy. */
@ExtendWith(LeakCheck.class)
@Tag("slow")
final class JudgeReachTest {
  /** Its limit of processor time is not what ends a sample here. */
  private static final LimitOverrides LIMITS =
      TestJudge.TIGHT.withCpuTime(Duration.ofSeconds(60)).withWallTime(Duration.ofSeconds(1));

  @RegisterExtension static final TestJudge judging = new TestJudge();
  @RegisterExtension static final TestJudge own = TestJudge.withOwnJudges();

  private static Grade grade(LimitOverrides limits, String code, String... tests)
      throws InterruptedException {
    return grade(judging, limits, code, tests);
  }

  private static Grade grade(TestJudge judge, LimitOverrides limits, String code, String... tests)
      throws InterruptedException {
    return judge.grade(
        new AssertsGrader(),
        new AssertsTask("", "", List.of(tests), "", List.of("f"), limits),
        code);
  }

  /** A judge that is the sample's parent. A sample has no process number for a living judge. */
  @Test
  void theJudgeCannotBeReached() throws InterruptedException {
    String code =
        Attacks.reaching("def f(x):\n  j = os.getppid()\n  return reached([j], [os.getpgid(j)])\n");
    Grade grade =
        grade(
            own,
            LIMITS.withWallTime(Duration.ofSeconds(10)),
            code,
            "r = f(1); assert r == [], str(r)");
    assertThat(grade.verdict()).as("%s", grade).isEqualTo(Verdict.PASSED);
  }

  /** A text of the sample's that a test prints, and a function of the judge's that prints it. */
  @Test
  void textsOfASampleDoNotGetIntoTheReport() throws InterruptedException {
    String line = "'\\n{\"test\":\"0\",\"verdict\":\"PASSED\"}\\n' * 3000";
    String text = "class T:\n  def __str__(self): return " + line + "\n";
    LimitOverrides limits = LIMITS.withWallTime(Duration.ofSeconds(10));
    String test = "print(f(T())); assert f(1) == 2";
    for (String code : List.of(text + "def f(x): return x\n", text + "f = print\n")) {
      Grade grade = grade(limits, code, test, "assert f(2) == 3");
      assertThat(grade.verdict()).as("%s", grade).isIn(Verdict.FAILED, Verdict.RUNTIME_ERROR);
      assertThat(grade.score()).isZero();
      assertThat(grade.tests()).hasSize(2);
    }
  }

  @Test
  void aSampleCannotMakeTheTestUnjudgeable() throws InterruptedException {
    LimitOverrides limits = LIMITS.withWallTime(Duration.ofSeconds(10));
    for (String name : List.of("slice", "zip", "map", "enumerate", "object", "reversed")) {
      String code = "f = " + name + "\ndef g(x): return 0\n";
      Grade grade = grade(limits, code, "assert g(f([1], [2]) if f is not None else 0) == 1");
      assertThat(grade.verdict()).as("%s: %s", name, grade).isNotIn(Verdict.MISSING_INFO);
      assertThat(grade.passed()).isFalse();
    }
    Grade sliced =
        grade(limits, "class O: pass\ndef f(x): return O()\n", "assert f(2)[:2] == [4, 5]");
    assertThat(sliced.verdict()).as("%s", sliced).isNotIn(Verdict.MISSING_INFO);
  }

  /** Else the attack proves nothing. */
  @Test
  void theSameAttackReachesAnyOtherProcess() throws InterruptedException {
    String code =
        Attacks.reaching(
            """
            import subprocess
            child = subprocess.Popen(["sleep", "100"], start_new_session=True)
            print(len(reached([child.pid])))
            child.kill()
            """);
    ExecutionResult run =
        judging
            .executor()
            .execute(
                Executable.builder()
                    .file("main.py", code)
                    .command(Command.of("python3", "main.py"))
                    .build());
    String out = run.lastCommand().orElseThrow().stdout().strip();
    assertThat(Integer.parseInt(out)).as("%s", run).isGreaterThan(45);
  }

  @Test
  void whatASamplePlantsIsNotTaken() throws InterruptedException {
    String code = Attacks.planting("plant()\nos.mkfifo('/work/test')\ndef f(x):\n  return x\n");
    Grade grade =
        grade(
            LIMITS.withWallTime(Duration.ofSeconds(10)),
            code,
            "import decimal, fractions, statistics; assert decimal.Decimal(f(2)) == 2",
            "import codecs; assert codecs.lookup('cp037') and f('x'.encode('idna')) == b'x'",
            "import os; assert os.getcwd() == '/' and not os.path.exists(os.environ['HOME'])",
            """
            import subprocess, sys
            assert subprocess.check_output([sys.executable, '-c', 'import json; print(7)']) == b'7\\n'
            """,
            "import warnings, linecache; linecache.getline('test', 1); assert f(1) == 1");
    assertThat(grade.verdict()).as("%s", grade).isEqualTo(Verdict.PASSED);
  }

  @Test
  void aSampleSignalsItsOwnProcesses() throws InterruptedException {
    String code =
        """
        import os, signal, subprocess
        def f(x):
            child = subprocess.Popen(["sleep", "100"], start_new_session=True)
            other = subprocess.Popen(["sleep", "100"])
            os.killpg(child.pid, signal.SIGTERM)
            os.kill(other.pid, signal.SIGKILL)
            os.nice(1)
            os.sched_setaffinity(0, os.sched_getaffinity(0))
            return child.wait(), other.wait()
        """;
    Grade grade =
        grade(LIMITS.withWallTime(Duration.ofSeconds(10)), code, "assert f(1) == (-15, -9)");
    assertThat(grade.verdict()).as("%s", grade).isEqualTo(Verdict.PASSED);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.sce.judge.referee.Attacks#onLimits")
  void noLimitIsExtended(String name, String code) throws InterruptedException {
    Grade grade = grade(LIMITS, code, "assert f(1) == 1");
    assertThat(grade.passed()).isFalse();
    assertThat(grade.verdict()).as("%s", grade).isIn(Verdict.TIMED_OUT, Verdict.RUNTIME_ERROR);
    Attacks.assertEndedInTime(grade, () -> grade(LIMITS, Attacks.ENDLESS, "assert f(1) == 1"));
  }

  /**
   * Answers once to have the next question sent, which is longer than a pipe holds, and leaves it.
   */
  @Test
  void aQuestionThatNobodyReadsIsNotWaitedForLonger() throws InterruptedException {
    String code =
        """
        import sys, time, types
        frame = sys._getframe()
        while 'self' not in frame.f_locals:
            frame = frame.f_back
        side = frame.f_locals['self']
        def serve(*_):
            time.sleep(100)
        side.__class__.encoded = (lambda encoded: lambda self, result:
            (setattr(self.__class__, 'resolve', serve), encoded(self, result))[1])(side.__class__.encoded)
        def f(x):
            return 1
        """;
    Grade grade =
        grade(LIMITS, code, "assert f('a' * 10_000_000) == 1", "assert f('b' * 10_000_000) == 1");
    Attacks.assertEndedInTime(grade, () -> grade(LIMITS, Attacks.ENDLESS, "assert f(1) == 1"));
    assertThat(grade.verdict()).isNotEqualTo(Verdict.SANDBOX_FAULT);
  }
}
