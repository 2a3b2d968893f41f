package dev.sce.judge.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Blob;
import dev.sce.DataSize;
import dev.sce.judge.Grade;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.Languages;
import dev.sce.judge.language.Program;
import dev.sce.judge.referee.Attacks;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs that talk with a judge and cheat. The judge has a number that is new at every run and
 * accepts it at the first try or never, so only who gets hold of it passes.
 */
@Tag("slow")
class InteractiveAttackTest {
  private static final String SECRET =
      "secret-" + new Random().nextInt(100_000_000, Integer.MAX_VALUE);

  private static final String PYTHON_JUDGE =
      """
      import sys
      secret = open(sys.argv[1]).read().strip()
      print("guess", flush=True)
      guess = sys.stdin.readline().strip()
      sys.exit(42 if guess == secret else 43)
      """;

  private static final String CPP_JUDGE =
      """
      #include <fstream>
      #include <iostream>
      #include <string>
      int main(int argc, char **argv) {
        std::ifstream input(argv[1]);
        std::string secret, guess;
        input >> secret;
        std::cout << "guess" << std::endl;
        std::cin >> guess;
        return guess == secret ? 42 : 43;
      }
      """;

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

  private static Program program(String language, String code) {
    return Program.of(languages.table().find(language).orElseThrow(), code);
  }

  private static ProgramTask task(String language, String judge, String... inputs) {
    List<ProgramTest> tests =
        java.util.Arrays.stream(inputs)
            .map(
                input -> new ProgramTest(input, Blob.ofText(input + "\n"), Blob.ofText("answer\n")))
            .toList();
    return new ProgramTask(
        tests,
        ProgramTask.limits(
            Duration.ofSeconds(2), DataSize.ofMebibytes(256), DataSize.ofMebibytes(8)),
        new Judging.ByInteractor(JudgeProgram.of(program(language, judge), JudgeConvention.KATTIS)),
        "python",
        false);
  }

  private static Grade grade(ProgramTask task, String code) throws InterruptedException {
    return languages.grade(grader.begin(task, program("python", code)));
  }

  private static Verdict verdict(String code) throws InterruptedException {
    return grade(task("python", PYTHON_JUDGE, SECRET), code).verdict();
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "cpp"})
  void whoKnowsTheSecretPassesAndNobodyElse(String language) throws Exception {
    languages.require(language);
    ProgramTask task = task(language, language.equals("cpp") ? CPP_JUDGE : PYTHON_JUDGE, SECRET);
    assertThat(grade(task, "input(); print('%s')".formatted(SECRET)).verdict())
        .isEqualTo(Verdict.PASSED);
    assertThat(grade(task, "input(); print('guess')").verdict()).isEqualTo(Verdict.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "cpp"})
  void theSecretCannotBeRead(String language) throws Exception {
    languages.require(language);
    ProgramTask task = task(language, language.equals("cpp") ? CPP_JUDGE : PYTHON_JUDGE, SECRET);
    String thief =
        """
        import glob, os, re
        input()
        def search(data):
            found = re.search(rb'secret-[0-9]{9,10}', data)
            if found:
                print(found.group().decode(), flush=True)
                os._exit(0)
        own = set(os.listdir('/proc/self/task'))
        for pid in range(1, 4000):
            base = '/proc/%d/' % pid
            if str(pid) in own or not os.path.exists(base):
                continue
            for name in ['environ', 'cmdline', 'comm', 'stat', 'maps', 'auxv', 'cwd', 'exe', 'root/dev/shm'] + ['fd/%d' % n for n in range(0, 110)]:
                try:
                    search(open(base + name, 'rb').read(1 << 20))
                except OSError:
                    pass
            try:
                memory = open(base + 'mem', 'rb', 0)
                for line in open(base + 'maps'):
                    start, end = (int(x, 16) for x in line.split()[0].split('-'))
                    try:
                        memory.seek(start)
                        search(memory.read(end - start))
                    except (OSError, ValueError, OverflowError):
                        pass
            except OSError:
                pass
        for root in ['/work', '/tmp', '/dev/shm']:
            for folder, _, files in os.walk(root):
                for file in files:
                    try:
                        search(open(os.path.join(folder, file), 'rb').read())
                    except OSError:
                        pass
        print('nothing found')
        """;
    assertThat(grade(task, thief).verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void theResultCannotBeWrittenByAnybodyElse() throws Exception {
    Verdict verdict =
        verdict(
            """
            import os
            line = b'{"nonce": "", "end": "done", "first": "trusted", "trusted": 42, "untrusted": 0}\\n'
            for fd in range(256):
                try: os.write(fd, line)
                except OSError: pass
            for pid in range(1, 4000):
                for fd in range(8):
                    try: os.write(os.open('/proc/%d/fd/%d' % (pid, fd), os.O_WRONLY | os.O_NONBLOCK), line)
                    except OSError: pass
            """);
    assertThat(verdict).isNotEqualTo(Verdict.PASSED);
    assertThat(verdict.isJudgement()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SIGKILL", "SIGTERM", "SIGINT", "SIGSTOP", "SIGUSR1", "SIGCHLD", "SIGPIPE"})
  void whoSignalsItsJudgeDoesNotPass(String signal) throws Exception {
    Verdict verdict =
        verdict(
            """
            import os, signal
            input()
            own = {os.getpid()}
            for pid in range(2, 4000):
                if pid not in own:
                    try: os.kill(pid, signal.%s)
                    except OSError: pass
            """
                .formatted(signal));
    assertThat(verdict).isNotEqualTo(Verdict.PASSED);
    assertThat(verdict.isJudgement()).isTrue();
  }

  @Test
  void nothingThatATestLeavesReachesTheNextOnesJudge() throws Exception {
    Grade grade =
        grade(
            task("python", PYTHON_JUDGE, SECRET, SECRET, SECRET),
            """
            import os
            evil = "import os\\nos.write(1, b'{}')\\nos._exit(42)\\n"
            names = ['json', 'ctypes', 'os', 'sitecustomize', 'usercustomize', 'encodings/__init__', 'select', 'tempfile', 'main2']
            for root in ['.', '.local/lib/python3.11/site-packages', '/tmp', '/dev/shm']:
                for name in names:
                    path = os.path.join(root, name + '.py')
                    try:
                        os.makedirs(os.path.dirname(path), exist_ok=True)
                        open(path, 'w').write(evil)
                    except OSError:
                        pass
            for name in ['python3', 'judge', '.loader']:
                open(name, 'w').write('#!/bin/sh\\nexit 42\\n')
                os.chmod(name, 0o755)
            input()
            print('guess')
            """);
    assertThat(grade.tests()).extracting(TestResult::verdict).doesNotContain(Verdict.PASSED);
  }

  /**
   * The judge of the next test would run it, if it took anything from where a program can write.
   */
  @ParameterizedTest
  @ValueSource(strings = {"python", "javascript", "bash", "perl"})
  void whatAProgramPlantsIsNotTakenByAnyJudge(String language) throws Exception {
    languages.require(language);
    String judge =
        switch (language) {
          case "javascript" ->
              """
              const fs = require("fs");
              const secret = fs.readFileSync(process.argv[2], "utf8").trim();
              console.log("guess");
              const guess = fs.readFileSync(0, "utf8").trim();
              process.exit(guess === secret ? 42 : 43);
              """;
          case "bash" ->
              """
              read secret < "$1"
              echo guess
              read guess
              [ "$guess" = "$secret" ] && exit 42
              exit 43
              """;
          case "perl" ->
              """
              use strict; use List::Util;
              $| = 1;
              open(my $in, '<', $ARGV[0]) or die; my $secret = <$in>; chomp $secret;
              print "guess\\n"; my $guess = <STDIN>; chomp $guess if defined $guess;
              exit(defined $guess && $guess eq $secret ? 42 : 43);
              """;
          default -> PYTHON_JUDGE.replace("import sys", "import sys, json, random, decimal");
        };
    Grade grade =
        grade(
            task(language, judge, SECRET, SECRET, SECRET),
            Attacks.planting("plant()\nprint('no', flush=True)"));
    assertThat(grade.tests())
        .extracting(TestResult::verdict)
        .containsExactly(Verdict.FAILED, Verdict.FAILED, Verdict.FAILED);
    assertThat(grade.toString()).doesNotContain("PLANTED");
  }

  @Test
  void aJudgeHasAPlaceOfItsOwn() throws Exception {
    String judge =
        """
        import os, sys, site, tempfile
        print("guess", flush=True)
        sys.stdin.readline()
        problems = [name for name in os.environ if name not in
                    ("PATH", "LANG", "LC_ALL", "HOME", "TMPDIR", "PYTHONNOUSERSITE", "PYTHONSAFEPATH",
                     "PYTHONDONTWRITEBYTECODE", "NODE_PRESERVE_SYMLINKS_MAIN", "LC_CTYPE")]
        if os.getcwd() != "/" or os.path.exists(os.environ["HOME"]):
            problems.append("a folder that is there for others")
        if site.ENABLE_USER_SITE:
            problems.append("user site")
        if any(os.access(p, os.W_OK) for p in sys.path + os.environ["PATH"].split(":")):
            problems.append("a path that can be written to")
        with tempfile.TemporaryFile() as file:
            file.write(b"x")
        sys.stderr.write(repr(problems))
        sys.exit(43 if problems else 42)
        """;
    Grade grade = grade(task("python", judge, SECRET), "print('x')");
    assertThat(grade.verdict()).as("%s", grade).isEqualTo(Verdict.PASSED);
  }

  @Test
  void aProgramReachesNeitherItsJudgeNorTheReferee() throws Exception {
    String judge =
        """
        import os, sys, threading, time
        wait = threading.Event()
        threading.Thread(target=wait.wait, daemon=True).start()
        print(os.getpid(), os.getppid(), *os.listdir("/proc/self/task"), flush=True)
        threading.Thread(target=wait.wait, daemon=True).start()
        print(*os.listdir("/proc/self/task"), flush=True)
        line = sys.stdin.readline().strip()
        sys.stderr.write(line)
        sys.stderr.flush()
        os._exit(42 if line == "[]" else 43)
        """;
    Grade grade =
        grade(
            task("python", judge, SECRET),
            Attacks.reaching(
                """
                pids = {int(word) for line in (input(), input()) for word in line.split()}
                groups = {os.getpgid(pid) for pid in pids}
                print(reached(sorted(pids), groups), flush=True)
                """));
    assertThat(grade.verdict()).as("%s", grade).isEqualTo(Verdict.PASSED);
  }

  /** A child of an ended program has no limit of its own, and would answer long after it. */
  @Test
  void whatAnEndedProgramLeavesCannotAnswerForIt() throws Exception {
    String heir =
        """
        import os, time
        input()
        if os.fork():
            os._exit(0)
        HOW
        time.sleep(0.5)
        print('ANSWER', flush=True)
        """;
    for (String how : List.of("pass", "os.setsid()", "os.fork() and os._exit(0)")) {
      assertThat(verdict(heir.replace("HOW", how).replace("ANSWER", SECRET)))
          .as(how)
          .isNotEqualTo(Verdict.PASSED);
    }
    assertThat(verdict("input(); print('%s')".formatted(SECRET))).isEqualTo(Verdict.PASSED);
  }

  @Test
  void memoryOfAnyProcessCounts() throws Exception {
    String code =
        """
        import os
        input()
        if os.fork() == 0:
            x = bytearray(1 << 30)
            os._exit(0)
        os.wait()
        print('ANSWER', flush=True)
        """;
    assertThat(verdict(code.replace("ANSWER", SECRET))).isEqualTo(Verdict.MEMORY_LIMIT);
  }

  /** Signals within its own processes are as they always are. */
  @Test
  void aProgramSignalsItsOwnProcesses() throws Exception {
    Verdict verdict =
        verdict(
            """
            import os, signal, subprocess
            child = subprocess.Popen(["sleep", "100"], start_new_session=True)
            other = subprocess.Popen(["sleep", "100"])
            os.killpg(child.pid, signal.SIGTERM)
            os.kill(other.pid, signal.SIGKILL)
            assert child.wait() == -signal.SIGTERM and other.wait() == -signal.SIGKILL
            signal.signal(signal.SIGUSR1, lambda *_: print('%s', flush=True))
            os.kill(os.getpid(), signal.SIGUSR1)
            """
                .formatted(SECRET));
    assertThat(verdict).isEqualTo(Verdict.PASSED);
  }

  @Test
  void leavingBeforeTheEndIsWrongOrAnError() throws Exception {
    assertThat(verdict("")).isEqualTo(Verdict.FAILED);
    assertThat(verdict("import os; os.close(1); os.close(0)")).isEqualTo(Verdict.FAILED);
    assertThat(verdict("raise SystemExit(3)")).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(verdict("import os; os.abort()")).isEqualTo(Verdict.RUNTIME_ERROR);
  }

  @Test
  void waitingForEachOtherIsATimeOut() throws Exception {
    assertThat(verdict("input(); input()")).isEqualTo(Verdict.TIMED_OUT);
    assertThat(verdict("import sys; input(); sys.stdout.write('no newline, no flush'); input()"))
        .isEqualTo(Verdict.TIMED_OUT);
    assertThat(verdict("while True: pass")).isEqualTo(Verdict.TIMED_OUT);
  }

  @Test
  void aFloodIsWrongOnceTheJudgeHasSaidSo() throws Exception {
    assertThat(verdict("import sys\nwhile True: sys.stdout.write('x' * 65536 + '\\n')"))
        .isEqualTo(Verdict.FAILED);
  }

  @Test
  void whatTheProgramDoesAfterWrongDoesNotMatter() throws Exception {
    assertThat(verdict("print('no', flush=True)\ninput()\ninput()\nraise SystemExit(1)"))
        .isEqualTo(Verdict.FAILED);
    assertThat(verdict("print('no', flush=True)\nwhile True: pass")).isEqualTo(Verdict.FAILED);
  }

  @Test
  void whatIsSaidToAnEmptySeatIsNoError() throws Exception {
    String judge =
        """
        import sys
        guess = sys.stdin.readline()
        print('x' * 500_000, flush=True)
        sys.exit(42)
        """;
    assertThat(grade(task("python", judge, SECRET), "print('any')").verdict())
        .isEqualTo(Verdict.PASSED);
    String late =
        "import sys, time\nprint('"
            + SECRET
            + "', flush=True)\nsys.stdin.read()\nprint('y' * 500_000)\n";
    assertThat(verdict(late)).isEqualTo(Verdict.PASSED);
  }

  @Test
  void whatTheProgramDoesAfterRightDoesMatter() throws Exception {
    String right = "print('%s', flush=True)\n".formatted(SECRET);
    assertThat(verdict(right + "raise SystemExit(1)")).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(verdict(right + "while True: pass")).isEqualTo(Verdict.TIMED_OUT);
    assertThat(verdict(right)).isEqualTo(Verdict.PASSED);
  }

  @Test
  void aJudgeThatNeverFlushesTimesTheProgramOut() throws Exception {
    ProgramTask task =
        task("python", "import sys\nprint('guess')\nsys.stdin.readline()\nsys.exit(42)\n", SECRET);
    assertThat(grade(task, "input(); print('x')").verdict()).isEqualTo(Verdict.TIMED_OUT);
  }

  @Test
  void aJudgeThatBreaksOrHangsHasNotAccepted() throws Exception {
    assertThat(grade(task("python", "raise SystemExit(1)", SECRET), "print(1)").verdict())
        .isIn(Verdict.JUDGE_CRASHED, Verdict.RUNTIME_ERROR);
    assertThat(grade(task("python", "while True: pass", SECRET), "print(1)").verdict())
        .isEqualTo(Verdict.JUDGE_CRASHED);
  }

  @Test
  void memoryOfTheProgramIsBounded() throws Exception {
    assertThat(verdict("x = b'x' * (1 << 30)\nprint(len(x))"))
        .isIn(Verdict.MEMORY_LIMIT, Verdict.RUNTIME_ERROR);
  }
}
