package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.ExecutionConfig;
import dev.sce.Limits;
import dev.sce.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Programs that take more than they may. What comes of it must not depend on control groups. */
@Tag("slow")
abstract class LimitsSuite extends SandboxFixture {
  private static final Limits HUNDRED =
      Limits.INHERITED
          .withMemory(DataSize.ofMebibytes(100))
          .withFileSize(DataSize.ofGibibytes(1))
          .withWallTime(Duration.ofSeconds(30));

  /** The disk is larger than the memory limit, so that it is the limit that must act. */
  @Override
  protected ExecutionConfig config() {
    return ExecutionConfig.builder().workers(1).writableSize(DataSize.ofMebibytes(512)).build();
  }

  private void requireMemoryLimit(String way, int mebibytes) {
    CommandResult result = c("hog.c", HUNDRED, way, "" + mebibytes);
    assertThat(result.outcome())
        .as("%s: %s %s", way, result.returnCode(), result.stderr())
        .isEqualTo(Outcome.MEMORY_LIMIT);
  }

  @Test
  void memoryByMallocIsLimited() {
    requireMemoryLimit("malloc", 300);
  }

  @Test
  void memoryInBssIsLimited() {
    requireMemoryLimit("bss", 300);
  }

  @Test
  void memoryOfTwentyChildrenIsLimited() {
    requireMemoryLimit("children", 15);
  }

  @Test
  void memoryInSharedMappingsIsLimited() {
    requireMemoryLimit("shared", 300);
  }

  @Test
  void memoryInFilesIsLimited() {
    requireMemoryLimit("file", 300);
  }

  @Test
  void memoryInSystemFiveSegmentsIsLimited() {
    requireMemoryLimit("sysv", 300);
  }

  @Test
  void memoryInAnonymousFilesIsLimitedOrRefused() {
    CommandResult result = c("hog.c", HUNDRED, "memfd", "300");
    boolean refused = result.outcome() == Outcome.NONZERO_EXIT && result.returnCode() == 38;
    assertThat(refused || result.outcome() == Outcome.MEMORY_LIMIT).as("%s", result).isTrue();
  }

  @Test
  void memoryBelowTheLimitIsMeasured() {
    CommandResult result = c("hog.c", HUNDRED, "malloc", "80");
    assertThat(result.outcome()).isEqualTo(Outcome.OK);
    assertThat(result.peakMemoryBytes()).isBetween(80L << 20, 88L << 20);
  }

  @Test
  void memoryInSharedPlacesIsMeasured() {
    for (String way : new String[] {"shared", "file", "sysv"}) {
      CommandResult result = c("hog.c", HUNDRED, way, "80");
      assertThat(result.outcome()).as(way).isEqualTo(Outcome.OK);
      assertThat(result.peakMemoryBytes()).as(way).isBetween(79L << 20, sharedCeiling());
    }
  }

  /** Returns the most that 80 MiB in shared places may be measured as; sampling is less exact. */
  long sharedCeiling() {
    return (HostUser.isRoot() ? 88L : 96L) << 20;
  }

  @Test
  void addressSpaceIsNotMemory() {
    assertThat(c("hog.c", HUNDRED, "reserve", "60000").outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void memoryLimitOfOneProgramIsNotThatOfTheNext() {
    Limits small = HUNDRED.withMemory(DataSize.ofMebibytes(8));
    assertThat(c("hog.c", small, "malloc", "60").outcome()).isEqualTo(Outcome.MEMORY_LIMIT);
    assertThat(c("hog.c", HUNDRED, "malloc", "60").outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void stackOverflowIsASignalWhereTheStackIsSmallerThanTheMemory() {
    Limits small = HUNDRED.withStack(DataSize.ofMebibytes(8));
    CommandResult result = c("hog.c", small, "stack");
    assertThat(result.outcome()).isEqualTo(Outcome.SIGNALED);
    assertThat(result.returnCode()).isEqualTo(-11);
  }

  @Test
  void endlessRecursionMeetsTheMemoryLimitWhereTheStackIsAsLarge() {
    assertThat(c("hog.c", HUNDRED, "stack").outcome()).isEqualTo(Outcome.MEMORY_LIMIT);
  }

  private static final String FOUR_BUSY_CHILDREN =
      """
      import os, signal, time
      CHILD
      print('started', flush=True)
      for i in range(4):
        if os.fork() == 0:
          while time.process_time() < 1: pass
          os._exit(0)
      time.sleep(WAIT)
      try:
        while True: os.wait()
      except ChildProcessError: pass
      """;

  @Test
  void processorTimeOfChildrenIsLimited() {
    Limits limits =
        Limits.INHERITED.withCpuTime(Duration.ofSeconds(2)).withWallTime(Duration.ofSeconds(100));
    String code = FOUR_BUSY_CHILDREN.replace("CHILD", "").replace("WAIT", "0");
    CommandResult result = python(code, limits);
    assertThat(result.outcome()).isEqualTo(Outcome.CPU_TIME_LIMIT);
    assertThat(result.cpuTime()).isBetween(Duration.ofMillis(1900), Duration.ofMillis(2600));
    assertThat(result.stdout()).isEqualTo("started\n");
    Limits enough = limits.withCpuTime(Duration.ofSeconds(20));
    CommandResult good = python(code, enough);
    assertThat(good.outcome()).isEqualTo(Outcome.OK);
    assertThat(good.cpuTime()).isGreaterThan(Duration.ofMillis(3900));
  }

  @Test
  void processorTimeOfChildrenNobodyWaitsForIsLimited() {
    Limits limits =
        Limits.INHERITED.withCpuTime(Duration.ofMillis(1500)).withWallTime(Duration.ofSeconds(100));
    String code =
        FOUR_BUSY_CHILDREN
            .replace("CHILD", "signal.signal(signal.SIGCHLD, signal.SIG_IGN)")
            .replace("WAIT", "90");
    assertThat(python(code, limits).outcome()).isEqualTo(Outcome.CPU_TIME_LIMIT);
  }

  @Test
  void sleeperMeetsTheWallClock() {
    CommandResult result = sh("echo before; exec sleep 60", Duration.ofSeconds(2));
    assertThat(result.outcome()).isEqualTo(Outcome.TIME_LIMIT);
    assertThat(result.runtime()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(30));
    assertThat(result.stdout()).isEqualTo("before\n");
    assertThat(result.returnCode()).isNotZero();
  }

  @Test
  void outputOfGrandchildrenCountsAndThePrefixIsKept() {
    Limits limits = Limits.INHERITED.withOutput(DataSize.ofKibibytes(100));
    CommandResult result = python("import os; os.system('(yes >&2 & yes abc)')", limits);
    assertThat(result.outcome()).isEqualTo(Outcome.OUTPUT_LIMIT);
    assertThat(result.out().content().size()).isLessThanOrEqualTo(100 << 10);
    assertThat(result.err().content().size()).isLessThanOrEqualTo(100 << 10);
    assertThat(result.out().truncated() || result.err().truncated()).isTrue();
  }

  @Test
  void sizeOfAFileIsLimited() {
    Limits limits = Limits.INHERITED.withFileSize(DataSize.ofMebibytes(1));
    CommandResult result =
        python(
            """
            import errno, os
            f = open('big', 'wb', buffering=0)
            try:
              for i in range(100): f.write(bytes(100000))
            except OSError as e: print(errno.errorcode[e.errno], os.path.getsize('big'))
            """,
            limits);
    assertThat(result.stdout()).isEqualTo("EFBIG 1048576\n");
    CommandResult signal = c("files.c", limits, "grow");
    assertThat(signal.outcome()).isEqualTo(Outcome.SIGNALED);
    assertThat(signal.returnCode()).isEqualTo(-25);
  }

  @Test
  void openFilesAreLimited() {
    CommandResult result = c("files.c", "open");
    assertThat(result.stdout()).isEqualTo("1024 Too many open files\n");
  }

  @Test
  void numberOfProcessesIsLimited() {
    CommandResult result = c("files.c", Limits.INHERITED.withMaxProcesses(10), "fork");
    assertThat(result.outcome()).isEqualTo(Outcome.OK);
    assertThat(result.stdout()).isEqualTo("10 Resource temporarily unavailable\n");
    assertThat(result.leftBehind()).isEqualTo(9);
  }
}
