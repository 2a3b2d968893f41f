package dev.sce.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.EarlyStop;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.Limits;
import dev.sce.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The abuse that every backend must survive: programs that hide children, hold pipes, ignore
 * signals, flood, or create trees that are hard to remove. No process may be alive when the result
 * arrives.
 */
@Tag("slow")
public abstract class AbuseContract extends BackendFixture {
  private static final Duration SHORT = Duration.ofMillis(700);

  /** A sleep time in seconds that no other process uses, by which ours are found. */
  private static String uniqueSleep() {
    return "98" + Math.abs(UUID.randomUUID().getLeastSignificantBits() % 1_000_000_000L);
  }

  /** Fails if a process with this word on its command line is alive. */
  private static void assertNoneAlive(String word) {
    assertThat(
            ProcessHandle.allProcesses()
                .filter(process -> commandLine(process.pid()).contains(word))
                .map(process -> process.pid() + " " + commandLine(process.pid())))
        .as("processes left alive")
        .isEmpty();
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ');
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void childLeftRunningIsKilledWhenTheProgramExits() {
    String seconds = uniqueSleep();
    CommandResult result = sh("sleep " + seconds + " & echo started");
    assertThat(result.outcome()).isEqualTo(Outcome.OK);
    assertThat(result.stdout()).isEqualTo("started\n");
    assertThat(result.leftBehind()).isPositive();
    assertNoneAlive(seconds);
  }

  @Test
  void timeoutKillsGrandchildren() {
    String seconds = uniqueSleep();
    CommandResult result =
        sh("sh -c 'sleep " + seconds + " & wait' & sleep " + seconds + "; wait", SHORT);
    assertThat(result.outcome()).isEqualTo(Outcome.TIME_LIMIT);
    assertNoneAlive(seconds);
  }

  @Test
  void daemonInASessionOfItsOwnIsKilled() {
    String seconds = uniqueSleep();
    String python =
        """
        import os, time
        if os.fork() == 0:
          os.setsid()
          if os.fork() == 0:
            os.execvp('sleep', ['sleep', 'SECONDS'])
          os._exit(0)
        os.wait()
        time.sleep(0.1)
        print('detached', flush=True)
        """
            .replace("SECONDS", seconds);
    ExecutionResult result = run(Executable.python(python));
    assertThat(last(result).outcome()).isEqualTo(Outcome.OK);
    assertThat(last(result).stdout()).isEqualTo("detached\n");
    assertNoneAlive(seconds);
  }

  @Test
  void programThatClosesItsStreamsAndSpinsIsTimed() {
    CommandResult result = sh("exec >&- 2>&- <&-; while :; do :; done", SHORT);
    assertThat(result.outcome()).isEqualTo(Outcome.TIME_LIMIT);
    assertThat(result.runtime()).isBetween(SHORT, Duration.ofSeconds(30));
  }

  @Test
  void programThatIgnoresSignalsIsKilled() {
    CommandResult result = sh("trap '' TERM INT HUP; echo armed; while :; do sleep 1; done", SHORT);
    assertThat(result.outcome()).isEqualTo(Outcome.TIME_LIMIT);
    assertThat(result.stdout()).isEqualTo("armed\n");
  }

  @Test
  void programThatStopsItselfIsTimed() {
    assertThat(sh("kill -STOP $$", SHORT).outcome()).isEqualTo(Outcome.TIME_LIMIT);
  }

  @Test
  void endlessOutputOnBothStreamsEndsAtOnce() {
    CommandResult result = sh("yes >&2 & exec yes", Duration.ofSeconds(20));
    assertThat(result.outcome()).isEqualTo(Outcome.OUTPUT_LIMIT);
    assertThat(result.out().content().size()).isLessThanOrEqualTo(1 << 20);
  }

  @Test
  void oneEndlessLineEndsAtTheLimit() {
    CommandResult result = sh("exec tr '\\0' x < /dev/zero", Duration.ofSeconds(20));
    assertThat(result.outcome()).isEqualTo(Outcome.OUTPUT_LIMIT);
    assertThat(result.out().content().size()).isEqualTo(1 << 20);
  }

  @Test
  void childThatHoldsThePipesDoesNotDelayTheResult() {
    String seconds = uniqueSleep();
    CommandResult result = sh("(exec sleep " + seconds + ") & exit 3");
    assertThat(result.returnCode()).isEqualTo(3);
    assertThat(result.leftBehind()).isPositive();
    assertNoneAlive(seconds);
  }

  @Test
  void deepDirectoriesAreRemoved() {
    String python =
        """
        import os
        for i in range(1000):
          os.mkdir('d'*20); os.chdir('d'*20)
        open('bottom','w').close()
        """;
    assertThat(run(Executable.python(python)).outcome()).isEqualTo(Outcome.OK);
    assertThat(sh("ls -A").stdout()).isEmpty();
  }

  @Test
  protected void lockedDirectoriesAreRemoved() {
    assertThat(sh("mkdir locked; touch locked/file; chmod 000 locked").outcome())
        .isEqualTo(Outcome.OK);
    assertThat(sh("ls -A").stdout()).isEmpty();
  }

  @Test
  void fileNamesThatAreNotUtf8AreRemoved() {
    String python = "import os\nopen(b'bad\\xff\\xfe', 'w').close()\nos.mkdir(b'dir\\xff')\n";
    assertThat(run(Executable.python(python)).outcome()).isEqualTo(Outcome.OK);
    assertThat(sh("ls -A").stdout()).isEmpty();
  }

  /** Runs a hostile command between two listings of the files that the set-up left. */
  private void assertBroughtBackAfter(Command hostile) {
    String look =
        "ls -A; cat data.txt d/file; test -L data.txt && echo link; test -L d && echo link; :";
    ExecutionResult result =
        run(
            Executable.builder()
                .file("data.txt", "data\n")
                .command("sh", "-c", "mkdir d; echo file > d/file")
                .command("sh", "-c", look)
                .command(hostile)
                .command("sh", "-c", look)
                .independentAfter(1)
                .earlyStop(EarlyStop.NEVER)
                .build());
    assertThat(result.commandResults()).as(String.valueOf(result.error())).hasSize(4);
    assertThat(result.commandResults().get(1).stdout()).isEqualTo("d\ndata.txt\ndata\nfile\n");
    assertThat(last(result).stdout()).isEqualTo("d\ndata.txt\ndata\nfile\n");
  }

  private void assertBroughtBackAfter(String script) {
    assertBroughtBackAfter(Command.of("sh", "-c", script));
  }

  @Test
  void linksInPlaceOfTheSetUpsFilesAreNotFollowed() {
    assertBroughtBackAfter("rm -r data.txt d; ln -s /etc/passwd data.txt; ln -s / d");
    assertBroughtBackAfter("rm -r d; ln -s . d; ln -sf d/d/d data.txt");
  }

  @Test
  void othersInPlaceOfTheSetUpsFilesAreReplaced() {
    assertBroughtBackAfter("rm -r data.txt d; mkdir -p data.txt/d; echo x > d; mkfifo d2");
    assertBroughtBackAfter("rm data.txt; mkfifo data.txt; mv d e; ln data.txt d");
  }

  @Test
  void aProgramThatRemovesAllItCanIsUndone() {
    assertBroughtBackAfter("cd /; rm -rf \"$HOME\" \"$HOME\"/* 2>/dev/null; :");
    assertBroughtBackAfter("chmod 000 data.txt d .; :");
  }

  @Test
  void deepTreesOfAnIndependentCommandAreGone() {
    String python =
        """
        import os
        for i in range(1000):
          os.mkdir('d'*20); os.chdir('d'*20)
        open('bottom','w').close()
        """;
    assertBroughtBackAfter(Command.of("python3", "-c", python));
    assertBroughtBackAfter("for i in 1 2 3; do mkdir l$i; touch l$i/f; chmod 000 l$i; done; :");
    assertBroughtBackAfter(
        Command.of("python3", "-c", "import os\nopen(b'bad\\xff', 'w')\nos.mkdir(b'dir\\xff')"));
  }

  @Test
  void aChildThatGoesOnWritingDoesNotReachTheNextCommand() {
    assertBroughtBackAfter(
        "while :; do echo late > data.txt; echo late > new; done & "
            + "until grep -q late new 2>/dev/null; do :; done");
  }

  @Test
  void aKilledProgramLeavesNothingEither() {
    assertBroughtBackAfter(
        Command.of("sh", "-c", "rm -r d; echo x > data.txt; while :; do :; done")
            .withTimeout(SHORT));
  }

  @Test
  void processorTimeLimitIsEnforced() {
    Limits limits = Limits.INHERITED.withCpuTime(Duration.ofMillis(500));
    CommandResult result = run(Command.of("sh", "-c", "while :; do :; done").withLimits(limits));
    assertThat(result.outcome()).isEqualTo(Outcome.CPU_TIME_LIMIT);
    assertThat(result.timedOut()).isTrue();
  }

  @Test
  void memoryLimitIsEnforced() {
    Limits limits = Limits.INHERITED.withMemory(DataSize.ofMebibytes(100));
    Command command =
        Command.of("python3", "-c", "import time; b = bytearray(300 << 20); time.sleep(30)");
    assertThat(run(command.withLimits(limits)).outcome()).isEqualTo(Outcome.MEMORY_LIMIT);
  }

  @Test
  void cancelledProgramIsGoneSoon() {
    String seconds = uniqueSleep();
    Executable executable = Executable.builder().command("sleep", seconds).build();
    Future<ExecutionResult> future = executor().submit(executable);
    Awaitility.await().until(() -> isAlive(seconds));
    future.cancel(true);
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !isAlive(seconds));
    assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
  }

  private static boolean isAlive(String word) {
    return ProcessHandle.allProcesses()
        .anyMatch(process -> commandLine(process.pid()).contains(word));
  }
}
