package dev.sce.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Blob;
import dev.sce.CodeExecutor;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.EarlyStop;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Limits;
import dev.sce.Outcome;
import dev.sce.TrackedFile;
import dev.sce.spi.Backend;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The results that every backend must report for programs that succeed or fail in ordinary ways.
 *
 * <p>Extend it, and define how to open the backend. Programs are in shell and Python, so that the
 * suite runs on any common machine.
 */
public abstract class BackendContract extends BackendFixture {

  @Test
  void exitStatusZeroIsOk() {
    CommandResult result = sh("echo out; echo err >&2");
    assertThat(result.outcome()).isEqualTo(Outcome.OK);
    assertThat(result.returnCode()).isZero();
    assertThat(result.stdout()).isEqualTo("out\n");
    assertThat(result.stderr()).isEqualTo("err\n");
    assertThat(result.hadError()).isFalse();
  }

  @Test
  void exitStatusIsReported() {
    CommandResult result = sh("exit 7");
    assertThat(result.outcome()).isEqualTo(Outcome.NONZERO_EXIT);
    assertThat(result.returnCode()).isEqualTo(7);
    assertThat(result.signal()).isZero();
  }

  @Test
  void deathBySignalIsReportedAsNegativeNumber() {
    CommandResult result = sh("kill -SEGV $$");
    assertThat(result.outcome()).isEqualTo(Outcome.SIGNALED);
    assertThat(result.returnCode()).isEqualTo(-11);
    assertThat(result.signal()).isEqualTo(11);
  }

  @Test
  void unknownCommandIsNotStarted() {
    CommandResult result = run(Command.of("no-such-command-anywhere"));
    assertThat(result.outcome()).isEqualTo(Outcome.NOT_STARTED);
    assertThat(result.hadUnexpectedError()).isTrue();
    assertThat(result.returnCode()).isEqualTo(CommandResult.NO_RETURN_CODE);
    assertThat(result.error()).contains("no-such-command-anywhere");
  }

  @Test
  void fileThatIsNotExecutableIsNotStarted() {
    Executable executable =
        Executable.builder().file("data.txt", "x").command("./data.txt").build();
    assertThat(run(executable).outcome()).isEqualTo(Outcome.NOT_STARTED);
  }

  @Test
  void filesAreWrittenIntoNestedFolders() {
    byte[] binary = {0, 1, (byte) 0xff, '\n'};
    Executable executable =
        Executable.builder()
            .file("a/b/c.txt", "nested ü")
            .file("data.bin", Blob.of(binary))
            .command("sh", "-c", "cat a/b/c.txt; wc -c < data.bin")
            .build();
    assertThat(last(run(executable)).stdout().replace(" ", "")).isEqualTo("nestedü4\n");
  }

  @Test
  void commandsShareTheWorkingDirectory() {
    Executable executable =
        Executable.builder()
            .command("sh", "-c", "echo one > made.txt")
            .command("cat", "made.txt")
            .build();
    assertThat(last(run(executable)).stdout()).isEqualTo("one\n");
  }

  /** A set-up that creates files, a directory and a link; the next command lists them. */
  private static Executable.Builder setUp() {
    return Executable.builder()
        .file("given.txt", "given\n")
        .command("sh", "-c", "echo made > made.txt; mkdir -p d/e; echo deep > d/e/f; ln -s d/e way")
        .independentAfter(1)
        .earlyStop(EarlyStop.NEVER);
  }

  private static final String LIST = "ls -A; cat given.txt made.txt d/e/f way/f; readlink way";
  private static final String LISTED =
      "d\ngiven.txt\nmade.txt\nway\ngiven\nmade\ndeep\ndeep\nd/e\n";

  @Test
  void independentCommandsStartFromWhatTheSetUpLeft() {
    String change = "echo x > given.txt; rm -r d/e; rm made.txt way; echo new > new.txt";
    ExecutionResult result =
        run(
            setUp()
                .command("sh", "-c", LIST)
                .command("sh", "-c", change)
                .command("sh", "-c", LIST)
                .command("sh", "-c", change)
                .command("sh", "-c", LIST)
                .build());
    assertThat(result.commandResults()).extracting(CommandResult::outcome).containsOnly(Outcome.OK);
    for (int listing : new int[] {1, 3, 5}) {
      assertThat(result.commandResults().get(listing).stdout()).isEqualTo(LISTED);
    }
  }

  @Test
  void independentCommandsWithoutASetUpStartFromTheGivenFiles() {
    ExecutionResult result =
        run(
            Executable.builder()
                .file("a/given.txt", "given\n")
                .command("sh", "-c", "cat a/given.txt; rm -r a; echo x > a")
                .command("sh", "-c", "cat a/given.txt; ls -A")
                .independentAfter(0)
                .build());
    assertThat(last(result).stdout()).isEqualTo("given\na\n");
  }

  @Test
  void aSingleIndependentCommandSeesWhatTheSetUpLeft() {
    assertThat(last(run(setUp().command("sh", "-c", LIST).build())).stdout()).isEqualTo(LISTED);
  }

  @Test
  void whatAnIndependentCommandLeavesInTemporaryFoldersIsGone() {
    String look =
        "for f in here \"$TMPDIR/there\"; do test -e \"$f\" && echo \"$f\"; done; echo end";
    ExecutionResult result =
        run(
            setUp()
                .command("sh", "-c", "echo x > here; mkdir \"$TMPDIR/there\"")
                .command("sh", "-c", look)
                .build());
    assertThat(last(result).stdout()).isEqualTo("end\n");
  }

  @Test
  void trackedFilesAreThoseOfTheLastIndependentCommand() {
    ExecutionResult result =
        run(
            setUp()
                .command("sh", "-c", "echo one > out.txt; echo one > first.txt")
                .command("sh", "-c", "echo two > out.txt")
                .track("out.txt", "first.txt", "made.txt")
                .build());
    assertThat(file(result.trackedFiles(), "out.txt").text()).contains("two\n");
    assertThat(file(result.trackedFiles(), "first.txt").state())
        .isEqualTo(TrackedFile.State.MISSING);
    assertThat(file(result.trackedFiles(), "made.txt").text()).contains("made\n");
  }

  @Test
  protected void whatTheSetUpMadeExecutableStaysSo() {
    ExecutionResult result =
        run(
            Executable.builder()
                .file("tool.sh", "#!/bin/sh\necho tool $1\n")
                .command("chmod", "755", "tool.sh")
                .command("sh", "-c", "chmod 000 tool.sh; mv tool.sh elsewhere")
                .command("./tool.sh", "one")
                .command(
                    "sh", "-c", "printf '#!/bin/sh\\necho forged\\n' > tool.sh; rm -f elsewhere")
                .command("./tool.sh", "two")
                .independentAfter(1)
                .earlyStop(EarlyStop.NEVER)
                .build());
    assertThat(result.commandResults().get(2).stdout()).isEqualTo("tool one\n");
    assertThat(last(result).stdout()).isEqualTo("tool two\n");
  }

  @Test
  protected void programStartedByRelativePathRuns() {
    Executable executable =
        Executable.builder()
            .file("tool.sh", "#!/bin/sh\necho tool $1\n")
            .command("chmod", "+x", "tool.sh")
            .command("./tool.sh", "x")
            .build();
    assertThat(last(run(executable)).stdout()).isEqualTo("tool x\n");
  }

  @Test
  void nothingOfOneRunIsSeenByTheNext() {
    String plant = "echo secret > here.txt; echo secret > \"$TMPDIR/there.txt\"";
    assertThat(sh(plant).outcome()).isEqualTo(Outcome.OK);
    CommandResult next = sh("ls -A; ls -A \"$TMPDIR\"");
    assertThat(next.stdout()).isEmpty();
  }

  @Test
  void stdinArrivesByteForByte() {
    byte[] bytes = new byte[100_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    CommandResult result = run(Command.of("cat").withStdin(Blob.of(bytes)));
    assertThat(result.out().content().toByteArray()).isEqualTo(bytes);
  }

  @Test
  void stdinLinesAreJoinedWithoutAFinalNewline() {
    CommandResult result = run(Command.of("cat").withStdin(List.of("a", "b")));
    assertThat(result.stdout()).isEqualTo("a\nb");
  }

  @Test
  void streamsCanBeOpenedByName() {
    Command command = Command.of("sh", "-c", "cat /dev/stdin >/dev/stdout; echo oops >/dev/stderr");
    CommandResult result = run(command.withStdin("some text"));
    assertThat(result.stderr()).isEqualTo("oops\n");
    assertThat(result.stdout()).isEqualTo("some text");
  }

  @Test
  void emptyStdinIsAtItsEnd() {
    assertThat(sh("cat; echo end").stdout()).isEqualTo("end\n");
  }

  @Test
  void stdinThatIsNeverReadDoesNotHang() {
    byte[] bytes = new byte[5_000_000];
    Arrays.fill(bytes, (byte) 'x');
    CommandResult result = run(Command.of("echo", "done").withStdin(Blob.of(bytes)));
    assertThat(result.outcome()).isEqualTo(Outcome.OK);
    assertThat(result.stdout()).isEqualTo("done\n");
  }

  @Test
  void outputThatIsNotUtf8IsKeptExactly() {
    CommandResult result = run(Command.of("printf", "a\\377b\\000c"));
    byte[] expected = {'a', (byte) 0xff, 'b', 0, 'c'};
    assertThat(result.out().content().toByteArray()).isEqualTo(expected);
    assertThat(result.stdout()).isEqualTo("a\uFFFDb\0c");
  }

  @Test
  void bothStreamsAreReadAtOnceWithoutBlockingTheProgram() {
    String script =
        "import sys\nfor i in range(2000):\n  sys.stdout.write('o'*200)\n  sys.stderr.write('e'*200)\n";
    ExecutionResult result = run(Executable.python(script));
    assertThat(result.outcome()).isEqualTo(Outcome.OK);
    assertThat(last(result).out().content().size()).isEqualTo(400_000);
    assertThat(last(result).err().content().size()).isEqualTo(400_000);
  }

  @Test
  void environmentHasTheGivenVariablesAndNoneOfTheCallers() {
    Command command = Command.of("env").withEnvironment(Map.of("GIVEN", "value with = and ü"));
    CommandResult result = run(command);
    assertThat(result.stdout()).contains("GIVEN=value with = and ü\n").contains("LANG=C.UTF-8\n");
    List<String> names =
        result.stdout().lines().map(line -> line.replaceFirst("=.*", "")).sorted().toList();
    assertThat(names)
        .isSubsetOf("PATH", "HOME", "LANG", "TMPDIR", "GIVEN", "SCE_RUN_ID", "PWD", "SHLVL", "_");
  }

  @Test
  void runtimeIsWallClockFromStartToExit() {
    ExecutionResult result = run(Executable.builder().command("sleep", "0.3").build());
    assertThat(last(result).runtime()).isBetween(Duration.ofMillis(300), result.elapsed());
  }

  @Test
  void repeatedCommandReportsTheMean() {
    Executable executable =
        Executable.builder()
            .command(Command.of("sh", "-c", "echo x >> log; sleep 0.05").withNumTimes(3))
            .command("cat", "log")
            .build();
    ExecutionResult result = run(executable);
    assertThat(last(result).stdout()).isEqualTo("x\nx\nx\n");
    Duration mean = result.commandResults().getFirst().runtime();
    assertThat(mean).isBetween(Duration.ofMillis(50), result.elapsed().dividedBy(3));
    assertThat(result.elapsed()).isGreaterThan(Duration.ofMillis(150));
  }

  @Test
  void firstFailureEndsTheRemainingCommands() {
    Executable executable = Executable.builder().command("false").command("echo", "never").build();
    ExecutionResult result = run(executable);
    assertThat(result.commandResults()).hasSize(1);
    assertThat(result.expectedNumCommands()).isEqualTo(2);
    assertThat(result.outcome()).isEqualTo(Outcome.NONZERO_EXIT);
  }

  @Test
  void trackedFilesAreReadBack() {
    ExecutionResult result =
        run(
            tracking("printf 'made \\303\\274' > made.txt; mkdir d; echo deep > d/e.txt")
                .track("made.txt", "d/e.txt", "missing.txt")
                .build());
    Map<String, TrackedFile> files = result.trackedFiles();
    assertThat(file(files, "made.txt").text()).contains("made ü");
    assertThat(file(files, "d/e.txt").text()).contains("deep\n");
    assertThat(file(files, "missing.txt").state()).isEqualTo(TrackedFile.State.MISSING);
  }

  @Test
  void whatIsNotARegularFileIsNeverFollowedOrOpened() {
    String script =
        "ln -s /etc/passwd link; mkfifo fifo; mkdir dir; ln -s /etc dirlink;"
            + " truncate -s 40M sparse";
    ExecutionResult result =
        run(tracking(script).track("link", "fifo", "dir", "dirlink/passwd", "sparse").build());
    for (String name : List.of("link", "fifo", "dir", "dirlink/passwd")) {
      assertThat(file(result.trackedFiles(), name).state())
          .as(name)
          .isEqualTo(TrackedFile.State.NOT_A_REGULAR_FILE);
    }
    assertThat(file(result.trackedFiles(), "sparse").state())
        .isEqualTo(TrackedFile.State.TOO_LARGE);
  }

  @Test
  void outputOverTheLimitIsCutAndReported() {
    Limits limits = Limits.INHERITED.withOutput(DataSize.ofBytes(1000));
    CommandResult result = run(Command.of("yes").withLimits(limits));
    assertThat(result.outcome()).isEqualTo(Outcome.OUTPUT_LIMIT);
    assertThat(result.out().truncated()).isTrue();
    assertThat(result.out().content().size()).isEqualTo(1000);
    assertThat(result.stdout()).startsWith("y\ny\n");
    assertThat(result.err().truncated()).isFalse();
  }

  @Test
  void outputOfExactlyTheLimitIsComplete() {
    Limits limits = Limits.INHERITED.withOutput(DataSize.ofBytes(5));
    CommandResult result = run(Command.of("printf", "12345").withLimits(limits));
    assertThat(result.outcome()).isEqualTo(Outcome.OK);
    assertThat(result.out().truncated()).isFalse();
  }

  @Test
  void timeLimitKeepsWhatWasPrinted() {
    CommandResult result = sh("echo before; exec sleep 60", Duration.ofMillis(500));
    assertThat(result.outcome()).isEqualTo(Outcome.TIME_LIMIT);
    assertThat(result.timedOut()).isTrue();
    assertThat(result.returnCode()).isEqualTo(-9);
    assertThat(result.stdout()).isEqualTo("before\n");
    assertThat(result.runtime()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(30));
  }

  @Test
  void isolationIsNamedInTheResult() throws IOException {
    ExecutionConfig config = ExecutionConfig.builder().workers(1).build();
    try (Backend backend = open(config);
        CodeExecutor executor = CodeExecutor.create(config, backend)) {
      assertThat(run(Executable.builder().command("true").build()).isolation())
          .isEqualTo(executor.isolation().label());
    }
  }
}
