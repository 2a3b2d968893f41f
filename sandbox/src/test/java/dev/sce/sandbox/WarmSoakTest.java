package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.CodeExecutor;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Isolation;
import dev.sce.Limits;
import dev.sce.Outcome;
import dev.sce.ResultStream;
import dev.sce.Warm;
import dev.sce.testkit.LeakCheck;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Many Python programs, good and hostile, one after the other from one warm interpreter: verdicts
 * stay right and nothing grows. {@code -Dsce.soak=100000} makes it long.
 */
@ExtendWith(LeakCheck.class)
@Tag("slow")
class WarmSoakTest {
  private static final int PROGRAMS = Integer.getInteger("sce.soak", 1000);

  /**
   * A program and what must come of it.
   *
   * @param launcher how it must be started
   */
  private record Case(
      List<String> command, String code, Limits limits, Outcome outcome, String launcher) {
    static Case python(String code, Limits limits, Outcome outcome) {
      return new Case(List.of("python3", "main.py"), code, limits, outcome, "warm");
    }

    Executable executable() {
      return Executable.builder()
          .file("main.py", code)
          .command(Command.of(command).withLimits(limits))
          .build();
    }
  }

  private static final Limits ANY = Limits.INHERITED;
  private static final Limits FAST = ANY.withWallTime(Duration.ofMillis(300));
  private static final Limits SMALL = ANY.withMemory(DataSize.ofMebibytes(48));
  private static final Limits QUIET = ANY.withOutput(DataSize.ofKibibytes(16));

  private static final List<Case> GOOD =
      List.of(
          Case.python(
              """
              import builtins, os, sys
              assert not hasattr(builtins, 'left') and sys.argv == ['main.py']
              assert sorted(os.listdir('/work')) == ['main.py'] and not os.listdir('/tmp')
              assert sorted(os.listdir('/proc/self/fd')) == ['0', '1', '2', '3']
              """,
              ANY,
              Outcome.OK),
          Case.python(
              "import json, random, re, collections, math\nprint(json.dumps([random.random()]))",
              ANY,
              Outcome.OK),
          Case.python("print(sum(range(1000)))", ANY, Outcome.OK),
          Case.python("def f(): return [1][2]\nf()", ANY, Outcome.NONZERO_EXIT),
          Case.python("import dataclasses, typing, decimal\n", ANY, Outcome.OK),
          Case.python("print('unclosed", ANY, Outcome.NONZERO_EXIT),
          new Case(List.of("python3", "-c", "print(1)"), "", ANY, Outcome.OK, "exec"),
          new Case(List.of("sh", "-c", "exit 3"), "", ANY, Outcome.NONZERO_EXIT, "exec"));

  private static final List<Case> HOSTILE =
      List.of(
          Case.python("import time; time.sleep(100)", FAST, Outcome.TIME_LIMIT),
          Case.python("import os\nos.closerange(0, 9)\nwhile 1: pass", FAST, Outcome.TIME_LIMIT),
          Case.python("while 1: print('x' * 999)", QUIET, Outcome.OUTPUT_LIMIT),
          Case.python("x = []\nwhile 1: x.append(bytes(1 << 20))", SMALL, Outcome.MEMORY_LIMIT),
          Case.python("import os; os.kill(os.getpid(), 11)", ANY, Outcome.SIGNALED),
          Case.python("import os; os.kill(-1, 9); os._exit(4)", ANY, Outcome.NONZERO_EXIT),
          Case.python("import ctypes; ctypes.string_at(0)", ANY, Outcome.SIGNALED),
          Case.python(
              "import os, time\nfor _ in range(9): os.fork() or time.sleep(99)", ANY, Outcome.OK),
          Case.python(
              """
              import builtins, os, sys
              builtins.left = sys.left = 1
              os.makedirs('.local/lib')
              os.open('/dev/shm/left', os.O_CREAT)
              sys.path[:] = []
              builtins.len = builtins.open = None
              """,
              ANY,
              Outcome.OK),
          Case.python("def f(): f()\nf()", ANY, Outcome.NONZERO_EXIT),
          Case.python(
              """
              import threading
              for _ in range(9): threading.Thread(target=threading.Event().wait, daemon=True).start()
              """,
              ANY,
              Outcome.OK),
          Case.python(
              "import os\nwhile 1:\n  try: os.fork()\n  except OSError: pass",
              FAST.withMaxProcesses(20),
              Outcome.TIME_LIMIT));

  private static Case caseOf(int number) {
    List<Case> kind = number % 8 == 0 ? HOSTILE : GOOD;
    return kind.get((number % 8 == 0 ? number / 8 : number) % kind.size());
  }

  @Test
  void verdictsStayRightAndNothingGrows() throws IOException {
    ExecutionConfig config =
        ExecutionConfig.builder().workers(1).warm(Warm.AUTO).retryStarved(false).build();
    try (CodeExecutor executor =
        CodeExecutor.create(config, SandboxBackend.open(Isolation.NAMESPACES, config))) {
      drive(executor, Math.max(100, PROGRAMS / 10));
      HostUsage before = HostUsage.now();
      drive(executor, PROGRAMS);
      HostUsage.now().requireNoMoreThan(before);
    }
  }

  private static void drive(CodeExecutor executor, int programs) {
    try (ResultStream<String> wrong =
        executor.stream(
            IntStream.range(0, programs).iterator(),
            number -> caseOf(number).executable(),
            (number, result) -> judge(caseOf(number), result))) {
      wrong.forEachRemaining(line -> assertThat(line).isEmpty());
    }
  }

  private static String judge(Case program, ExecutionResult result) {
    String launcher = result.lastCommand().map(CommandResult::launcher).orElse("none");
    boolean right = result.outcome() == program.outcome && launcher.equals(program.launcher);
    return right
        ? ""
        : program.command + " " + program.code + " gave " + result.outcome() + " by " + launcher;
  }
}
