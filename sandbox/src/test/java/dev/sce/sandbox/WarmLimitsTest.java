package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.CodeExecutor;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Limits;
import dev.sce.Outcome;
import dev.sce.Warm;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Limits and what is measured, for the same programs from a warm and from a fresh interpreter. */
@Tag("slow")
class WarmLimitsTest extends SandboxFixture {
  private static final Limits LONG =
      Limits.INHERITED
          .withWallTime(Duration.ofSeconds(100))
          .withFileSize(DataSize.ofGibibytes(1))
          .withMemory(DataSize.ofMebibytes(100));

  /** What one clock tick can add to a measured time, on each side. */
  private static final Duration TICKS = Duration.ofMillis(50);

  private static final String FORKS_UNTIL_REFUSED =
      """
      import os, time
      n = 1
      while n < 1000:
        try:
          if os.fork() == 0: time.sleep(60)
        except OSError as e:
          print(n, e.errno)
          break
        n += 1
      """;

  private static final String THREADS_UNTIL_REFUSED =
      """
      import os, threading
      n = 1
      try:
        while n < 1000: threading.Thread(target=threading.Event().wait, daemon=True).start(); n += 1
      except RuntimeError as e:
        print(n, e, flush=True)
      os._exit(0)
      """;

  private @Nullable CodeExecutor cold;

  /** What both ways gave. */
  private record Both(CommandResult warm, CommandResult cold) {
    void requireSameVerdict(Outcome outcome) {
      assertThat(cold.outcome()).as("cold %s", cold.stderr()).isEqualTo(outcome);
      assertThat(warm.outcome()).as("warm %s", warm.stderr()).isEqualTo(outcome);
      assertThat(warm.returnCode()).isEqualTo(cold.returnCode());
      assertThat(warm.stdout()).isEqualTo(cold.stdout());
      assertThat(warm.out().truncated()).isEqualTo(cold.out().truncated());
      assertThat(warm.err().truncated()).isEqualTo(cold.err().truncated());
    }
  }

  /** The disk is larger than the memory limit, so that it is the limit that must act. */
  @Override
  protected ExecutionConfig config() {
    return config(Warm.AUTO);
  }

  private static ExecutionConfig config(Warm warm) {
    return ExecutionConfig.builder()
        .workers(1)
        .warm(warm)
        .writableSize(DataSize.ofMebibytes(512))
        .build();
  }

  @BeforeAll
  void openCold() throws IOException {
    cold = CodeExecutor.create(config(Warm.OFF), open(config(Warm.OFF)));
  }

  @AfterAll
  void closeCold() {
    Objects.requireNonNull(cold).close();
  }

  private Both both(String code, Limits limits) {
    Both both = bothAsTheyCome(code, limits);
    assertThat(both.warm.launcher()).isEqualTo("warm");
    return both;
  }

  private Both bothAsTheyCome(String code, Limits limits) {
    Command command = Command.of("python3", "main.py").withLimits(limits);
    Executable executable = Executable.builder().file("main.py", code).command(command).build();
    try {
      CommandResult fresh = last(Objects.requireNonNull(cold).execute(executable));
      CommandResult warm = last(run(executable));
      assertThat(fresh.launcher()).isEqualTo("exec");
      return new Both(warm, fresh);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  @Test
  void wallClockIsTheSame() {
    Limits limits = LONG.withWallTime(Duration.ofMillis(700));
    Both both = both("import time; print('begun', flush=True); time.sleep(60)", limits);
    both.requireSameVerdict(Outcome.TIME_LIMIT);
    assertThat(both.warm.stdout()).isEqualTo("begun\n");
    assertThat(both.warm.runtime()).isBetween(Duration.ofMillis(700), Duration.ofSeconds(30));
    both("import os\nos.closerange(0, 9)\nwhile True: pass", limits)
        .requireSameVerdict(Outcome.TIME_LIMIT);
  }

  @Test
  void processorTimeIsTheSame() {
    Limits limits = LONG.withCpuTime(Duration.ofMillis(800));
    Both both = both("while True: pass", limits);
    both.requireSameVerdict(Outcome.CPU_TIME_LIMIT);
    assertThat(both.warm.cpuTime()).isBetween(Duration.ofMillis(700), Duration.ofMillis(1400));
    String children =
        "import os\nfor _ in range(3):\n  if os.fork() == 0:\n    while True: pass\nos.wait()";
    both(children, limits).requireSameVerdict(Outcome.CPU_TIME_LIMIT);
  }

  @Test
  void processorTimeOfTheInterpretersStartIsNotTheProgramsNorThatOfEarlierPrograms() {
    Limits limits = LONG.withCpuTime(Duration.ofSeconds(1));
    String code = "import time\nwhile time.process_time() < 0.4: pass\nprint('done')";
    for (int i = 0; i < 4; i++) {
      both(code, limits).requireSameVerdict(Outcome.OK);
    }
  }

  @Test
  void memoryIsTheSame() {
    both("x = []\nwhile True: x.append(bytearray(1 << 20))", LONG)
        .requireSameVerdict(Outcome.MEMORY_LIMIT);
    both("f = open('/dev/shm/f', 'wb')\nfor _ in range(300): f.write(bytes(1 << 20))", LONG)
        .requireSameVerdict(Outcome.MEMORY_LIMIT);
    String children =
        """
        import os, time
        for _ in range(20):
          if os.fork() == 0: x = bytearray(b'x') * (15 << 20); time.sleep(5); os._exit(0)
        time.sleep(10)
        """;
    both(children, LONG).requireSameVerdict(Outcome.MEMORY_LIMIT);
    both("x = b'x' * (60 << 20); print(len(x))", LONG).requireSameVerdict(Outcome.OK);
  }

  @Test
  void memoryLimitOfOneProgramIsNotThatOfTheNext() {
    String code = "x = b'x' * (60 << 20); print(len(x))";
    both(code, LONG.withMemory(DataSize.ofMebibytes(40))).requireSameVerdict(Outcome.MEMORY_LIMIT);
    both(code, LONG).requireSameVerdict(Outcome.OK);
  }

  @Test
  void outputIsTheSame() {
    Limits limits = LONG.withOutput(DataSize.ofBytes(1000));
    Both both = both("while True: print('y')", limits);
    both.requireSameVerdict(Outcome.OUTPUT_LIMIT);
    assertThat(both.warm.out().content().size()).isEqualTo(1000);
    both("import sys\nwhile True: sys.stderr.write('y')", limits)
        .requireSameVerdict(Outcome.OUTPUT_LIMIT);
    both("import os; os.system('yes abcde')", limits).requireSameVerdict(Outcome.OUTPUT_LIMIT);
    both("print('x' * 999)", limits).requireSameVerdict(Outcome.OK);
  }

  @Test
  void sizeOfAFileIsTheSame() {
    Limits limits = LONG.withFileSize(DataSize.ofMebibytes(1));
    String code =
        """
        import os, signal, sys
        f = open('big', 'wb', buffering=0)
        try:
          while True: f.write(bytes(100000))
        except OSError as e:
          print(e.errno, os.path.getsize('big'), flush=True)
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        f.write(bytes(100000))
        """;
    Both both = both(code, limits);
    both.requireSameVerdict(Outcome.SIGNALED);
    assertThat(both.warm.stdout()).isEqualTo("27 1048576\n");
    assertThat(both.warm.returnCode()).isEqualTo(-25);
  }

  @Test
  void numberOfProcessesIsExactAndTheSame() {
    Both both = both(FORKS_UNTIL_REFUSED, LONG.withMaxProcesses(10));
    both.requireSameVerdict(Outcome.OK);
    assertThat(both.warm.stdout()).isEqualTo("10 11\n");
    assertThat(both.warm.leftBehind()).isEqualTo(9).isEqualTo(both.cold.leftBehind());
    both(THREADS_UNTIL_REFUSED, LONG.withMaxProcesses(10)).requireSameVerdict(Outcome.OK);
  }

  @Test
  void oneProcessMayHaveNoChild() {
    // A program must not pay for the moment in which it is forked: such a one may be started cold.
    bothAsTheyCome("import os; print(os.fork() >= 0)", LONG.withMaxProcesses(1))
        .requireSameVerdict(Outcome.NONZERO_EXIT);
    both("import os; os.fork() or os._exit(0); print(os.wait()[1])", LONG.withMaxProcesses(2))
        .requireSameVerdict(Outcome.OK);
  }

  @Test
  void childrenAreKilledAndCountedTheSame() {
    String seconds = uniqueSleep();
    String code =
        """
        import os, subprocess
        for _ in range(3): subprocess.Popen(['sleep', 'SECONDS'], start_new_session=True)
        print('left', flush=True)
        os._exit(0)
        """
            .replace("SECONDS", seconds);
    Both both = both(code, LONG);
    both.requireSameVerdict(Outcome.OK);
    assertThat(both.warm.leftBehind()).isEqualTo(3).isEqualTo(both.cold.leftBehind());
    assertThat(isAlive(seconds)).isFalse();
  }

  @Test
  void peakOfMemoryIsWithinSixteenMebibytesOfAFreshInterpreters() {
    for (int mebibytes : List.of(0, 20, 80)) {
      String code =
          "import time\nx = b'x' * (MIB << 20); time.sleep(0.2)".replace("MIB", "" + mebibytes);
      Both both = both(code, LONG);
      both.requireSameVerdict(Outcome.OK);
      long least = (long) mebibytes << 20;
      long most = Objects.requireNonNull(both.cold.peakMemoryBytes()) + (16L << 20);
      assertThat(both.warm.peakMemoryBytes()).as("%d MiB", mebibytes).isBetween(least + 1, most);
    }
  }

  @Test
  void processorTimeIsTheProgramsOwn() {
    for (double seconds : List.of(0.0, 0.3)) {
      String code =
          "import time\nt = time.process_time()\nwhile time.process_time() - t < SECONDS: pass"
              .replace("SECONDS", "" + seconds);
      Both both = both(code, LONG);
      both.requireSameVerdict(Outcome.OK);
      Duration least = Duration.ofMillis(Math.round(seconds * 1000)).minus(TICKS);
      Duration used = Objects.requireNonNull(both.warm.cpuTime());
      assertThat(used).isGreaterThan(least);
      assertThat(used).isLessThan(Objects.requireNonNull(both.cold.cpuTime()).plus(TICKS));
    }
  }

  @Test
  void repeatedCommandIsWarmEachTimeAndMeasuredAsTheMean() {
    Command command = Command.of("python3", "main.py").withNumTimes(3);
    String code = "import time; open('log', 'a').write('x'); time.sleep(0.1)";
    Executable executable =
        Executable.builder().file("main.py", code).command(command).command("cat", "log").build();
    ExecutionResult result = run(executable);
    assertThat(last(result).stdout()).isEqualTo("xxx");
    CommandResult repeated = result.commandResults().getFirst();
    assertThat(repeated.launcher()).isEqualTo("warm");
    assertThat(repeated.runtime()).isBetween(Duration.ofMillis(100), result.elapsed().dividedBy(3));
  }

  @Test
  void cancelledProgramIsGoneSoonAndTheNextIsWarm() {
    String seconds = uniqueSleep();
    String code =
        "import subprocess; subprocess.run(['sleep', 'SECONDS'])".replace("SECONDS", seconds);
    Future<ExecutionResult> future = executor().submit(Executable.python(code));
    Awaitility.await().until(() -> isAlive(seconds));
    future.cancel(true);
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !isAlive(seconds));
    assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
    CommandResult next = python("print('next')");
    assertThat(next.stdout()).isEqualTo("next\n");
    assertThat(next.launcher()).isEqualTo("warm");
  }
}
