package dev.sce.judge.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.judge.Grade;
import dev.sce.judge.TestJudge;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.judge.referee.Attacks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that do not know the answers and claim to pass. */
@Tag("slow")
class CallForgeryTest {
  @RegisterExtension static final TestJudge judge = new TestJudge();

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void forgedPassesFail(String name, String code) throws InterruptedException {
    Grade grade = judge.grade(new CallGrader(), CallGraderTest.adding(), code);

    assertThat(grade.passed()).isFalse();
    assertThat(grade.verdict()).isNotIn(Verdict.SANDBOX_FAULT, Verdict.MISSING_INFO);
    assertThat(grade.score()).isEqualTo(0);
  }

  @Test
  void theDriverCannotBeReached() throws InterruptedException {
    String code =
        Attacks.reaching(
            """
            def f(x):
              judge = os.getppid()
              return reached([judge], [os.getpgid(judge)])
            """);
    Grade grade = judge.grade(new CallGrader(), task(Duration.ofSeconds(5)), code);

    assertThat(grade.verdict()).as("%s", grade).isEqualTo(Verdict.PASSED);
  }

  @Test
  void nothingIsTakenFromWhereAProgramWrites() throws InterruptedException {
    String plants = Attacks.planting("plant()\ndef f(x): os._exit(3)");
    CallTask task = goingOn(Duration.ofSeconds(5));
    Grade grade = judge.grade(new CallGrader(), task, plants);

    assertThat(grade.tests())
        .extracting(TestResult::verdict)
        .containsExactly(Verdict.RUNTIME_ERROR, Verdict.RUNTIME_ERROR);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.sce.judge.referee.Attacks#onLimits")
  void noLimitIsExtended(String name, String code) throws InterruptedException {
    Grade grade = judge.grade(new CallGrader(), task(Duration.ofSeconds(1)), code);

    assertThat(grade.verdict()).as("%s", grade).isIn(Verdict.TIMED_OUT, Verdict.RUNTIME_ERROR);
    Attacks.assertEndedInTime(
        grade, () -> judge.grade(new CallGrader(), task(Duration.ofSeconds(1)), Attacks.ENDLESS));
  }

  /** Answers ahead of their time, behind a carriage return, to hide how long the calls take. */
  @Test
  void anAnswerIsForItsOwnTestOnly() throws InterruptedException {
    String code =
        """
        import os, time
        def f(x):
          for fd in range(3, 64):
            try:
              os.write(fd, b'ok 2\\r1 ok 0.1 2\\n')
            except OSError:
              pass
          time.sleep(5)
          return 2
        """;
    Grade grade = judge.grade(new CallGrader(), goingOn(Duration.ofSeconds(1)), code);

    assertThat(grade.passed()).as("%s", grade).isFalse();
    assertThat(grade.tests().get(1).verdict()).isNotEqualTo(Verdict.PASSED);
  }

  /** Else it could begin with them in the time for loading it. */
  @Test
  void argumentsAreNotKnownBeforeTheyAreAsked() throws InterruptedException {
    String secret = "needle-" + ThreadLocalRandom.current().nextInt(100_000_000, 1_000_000_000);
    String code =
        """
        import re
        found = None
        with open('/proc/self/mem', 'rb', 0) as memory, open('/proc/self/maps') as maps:
          for line in maps:
            start, end = (int(x, 16) for x in line.split()[0].split('-'))
            try:
              memory.seek(start)
              match = re.search(rb'needle-[0-9]{9}', memory.read(end - start))
            except (OSError, ValueError, OverflowError):
              continue
            if match:
              found = match.group().decode()
        def f(x):
          return found if %s else x
        """;
    Call call = new Call("0", "[\"" + secret + "\"]", "\"" + secret + "\"");
    CallTask task =
        new CallTask("f", "", List.of(call), CallGraderTest.adding().rules(), CallSettings.DEFAULT);

    assertThat(judge.grade(new CallGrader(), task, code.formatted("True")).verdict())
        .isEqualTo(Verdict.FAILED);
    assertThat(judge.grade(new CallGrader(), task, code.formatted("False")).verdict())
        .isEqualTo(Verdict.PASSED);
  }

  @Test
  void aLimitOfDigitsStaysAsTheProgramSetsIt() throws InterruptedException {
    String code =
        """
        import sys
        if hasattr(sys, "set_int_max_str_digits"):
          sys.set_int_max_str_digits(0)
        def f(x):
          return [] if len(str(10 ** 6000)) == 6001 else 0
        """;
    CallTask task = goingOn(Duration.ofSeconds(5));

    assertThat(judge.grade(new CallGrader(), task, code).verdict()).isEqualTo(Verdict.PASSED);
  }

  private static CallTask task(Duration limit) {
    return new CallTask(
        "f",
        "",
        List.of(new Call("0", "[1]", "[]")),
        CallGraderTest.adding().rules(),
        CallSettings.DEFAULT.withCallTime(limit));
  }

  private static CallTask goingOn(Duration limit) {
    CallTask one = task(limit);
    return new CallTask(
        "f",
        "",
        List.of(one.calls().getFirst(), new Call("1", "[2]", "[]")),
        one.rules(),
        one.settings().withGoOn(true));
  }

  static Stream<Arguments> forgeries() {
    return Stream.of(
        forgery("exits at once with status 0", "import os\nos._exit(0)"),
        forgery("exits in the call", "import os\ndef add(a, b): os._exit(0)"),
        forgery("raises SystemExit", "import sys\ndef add(a, b): sys.exit(0)"),
        forgery(
            "prints marks", "print('0 ok 0.1 3\\n1 ok 0.1 12')\ndef add(a, b): print('PASSED')"),
        forgery(
            "returns what equals everything",
            """
            class Yes(int):
              def __eq__(self, other): return True
              def __ne__(self, other): return False
              def __hash__(self): return 3
            def add(a, b): return Yes(99)
            """),
        forgery(
            "returns a list and a text that equal everything",
            """
            class Yes(str):
              def __eq__(self, other): return True
              __hash__ = str.__hash__
              def __str__(self): return self
            def add(a, b): return Yes('3')
            """),
        forgery(
            "replaces what encodes",
            """
            import json, sys
            main = sys.modules['__main__']
            main.encode = lambda value, depth: {"kind": "float", "value": "expected"}
            json.dumps = lambda *a, **k: '{"passed": true}'
            def add(a, b): return 'PASSED'
            """),
        forgery(
            "writes whole results to every descriptor",
            """
            import os
            def add(a, b):
              for fd in range(64):
                for line in (b'0 ok 0.1 true\\n', b'ok true\\n', b'ok PASSED\\n'):
                  try: os.write(fd, line)
                  except OSError: pass
              return None
            """),
        forgery(
            "answers all questions at once and exits",
            """
            import os
            for fd in range(3, 64):
              try: os.write(fd, b'ok null\\nok null\\nok null\\nok null\\n')
              except OSError: pass
            os._exit(0)
            """),
        forgery(
            "kills its parent",
            """
            import os, signal
            def add(a, b):
              os.kill(os.getppid(), signal.SIGKILL)
            """),
        forgery(
            "stops its parent and exits",
            """
            import os, signal
            def add(a, b):
              os.kill(os.getppid(), signal.SIGSTOP)
              os._exit(0)
            """),
        forgery(
            "looks for what is expected",
            """
            import gc, os, sys, glob
            def add(a, b):
              found = []
              for path in ['main.py', '/proc/self/environ'] + glob.glob('/proc/*/cmdline'):
                try: found.append(open(path, 'rb').read())
                except OSError: pass
              frame = sys._getframe()
              while frame:
                found.append(repr(frame.f_locals).encode()); frame = frame.f_back
              for thing in gc.get_objects():
                if isinstance(thing, dict) and 'expected' in thing: return thing['expected']
              return b'expected' in b''.join(found)
            """),
        forgery(
            "reads and answers for the parent through /proc",
            """
            import os
            def add(a, b):
              for fd in range(16):
                path = '/proc/%d/fd/%d' % (os.getppid(), fd)
                try:
                  with open(path, 'wb', buffering=0) as f: f.write(b'0 ok 0.0 "PASSED"\\n')
                except OSError: pass
              return 'PASSED'
            """),
        forgery(
            "overwrites the driver's file and itself",
            """
            for name in ('main.py', 'solution.py'):
              try: open(name, 'w').write('print("0 ok 0.0 3")')
              except OSError: pass
            def add(a, b): return True
            """),
        forgery("not a number", "def add(a, b): return float('nan')"),
        forgery(
            "changes its arguments",
            "def add(*args):\n  import sys\n  sys._getframe(1).f_locals['value'] = 3"));
  }

  private static Arguments forgery(String name, String code) {
    return Arguments.of(name, code);
  }
}
