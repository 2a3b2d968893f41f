package dev.sce.sandbox;

import static dev.sce.TrackedFile.State.MISSING;
import static dev.sce.TrackedFile.State.NOT_A_REGULAR_FILE;
import static dev.sce.TrackedFile.State.PRESENT;
import static dev.sce.TrackedFile.State.TOO_LARGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Limits;
import dev.sce.Outcome;
import dev.sce.TrackedFile;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Programs that put something else in the place of a file that is read back, or too much of it. */
class EscapeTrackedFilesTest extends SandboxFixture {
  /** The largest size that can be asked for: no limit, in effect. */
  private static final Limits ANY_SIZE =
      Limits.INHERITED
          .withFileSize(DataSize.ofGibibytes(1 << 20))
          .withWallTime(Duration.ofSeconds(60));

  private ExecutionResult track(String script, String... names) {
    ExecutionResult result =
        run(
            Executable.builder()
                .command(Command.of("sh", "-c", script).withLimits(ANY_SIZE))
                .track(names)
                .build());
    assertThat(result.outcome()).as(last(result).stderr()).isEqualTo(Outcome.OK);
    return result;
  }

  private static TrackedFile.State state(ExecutionResult result, String name) {
    return file(result.trackedFiles(), name).state();
  }

  @Test
  void linksAreNotFollowed() {
    ExecutionResult result =
        track(
            "ln -s /etc/passwd passwd; ln -s /proc/self/environ environ; ln -s /dev/zero zero;"
                + " ln -s loop loop; ln -s nowhere dangling; echo real > real; ln -s real near;"
                + " mkdir d; echo deep > d/f; ln -s d alias; ln -s / root; ln -s .. up",
            "passwd",
            "environ",
            "zero",
            "loop",
            "dangling",
            "near",
            "alias/f",
            "root/etc/passwd",
            "up/etc/passwd",
            "d/f");
    for (String name : result.trackedFiles().keySet()) {
      assertThat(state(result, name))
          .as(name)
          .isEqualTo(name.equals("d/f") ? PRESENT : NOT_A_REGULAR_FILE);
    }
  }

  @Test
  void parentDirectoryThatBecameALinkIsNotFollowed() {
    ExecutionResult result =
        run(
            Executable.builder()
                .file("out/passwd", "mine")
                .command("sh", "-c", "rm -r out; ln -s /etc out")
                .track("out/passwd")
                .build());
    assertThat(state(result, "out/passwd")).isEqualTo(NOT_A_REGULAR_FILE);
  }

  @Test
  void fileOfTheProgramIsNotWrittenThroughAPlantedLink() {
    assertThat(sh("ln -s /tmp/target main.py; mkdir -p /tmp/target.d; ln -s /tmp/target.d d"))
        .matches(result -> result.outcome() == Outcome.OK);
    Executable next =
        Executable.builder()
            .file("main.py", "mine")
            .file("d/f", "mine")
            .command("sh", "-c", "cat main.py; test -L main.py || echo plain; ls /tmp")
            .build();
    assertThat(last(run(next)).stdout()).isEqualTo("mineplain\n");
  }

  @Test
  void whatIsNoFileIsNotOpened() {
    ExecutionResult result =
        track(
            "mkfifo fifo; mkdir dir; python3 -c 'import socket;"
                + " socket.socket(socket.AF_UNIX).bind(\"socket\")' || mkfifo socket",
            "fifo",
            "dir",
            "socket",
            "fifo/x",
            "gone/x");
    assertThat(state(result, "fifo")).isEqualTo(NOT_A_REGULAR_FILE);
    assertThat(state(result, "dir")).isEqualTo(NOT_A_REGULAR_FILE);
    assertThat(state(result, "socket")).isEqualTo(NOT_A_REGULAR_FILE);
    assertThat(state(result, "fifo/x")).isNotEqualTo(PRESENT);
    assertThat(state(result, "gone/x")).isEqualTo(MISSING);
  }

  @Test
  void hardLinksToFilesOfTheMachineCannotBeMade() {
    ExecutionResult result =
        track("ln /etc/passwd a; ln /bin/sh b; ln /proc/self/environ c; true", "a", "b", "c");
    assertThat(result.trackedFiles().values()).allMatch(file -> file.state() == MISSING);
  }

  @Test
  void sparseFilesAreTooLarge() {
    ExecutionResult result =
        track(
            "truncate -s 1P pebi; truncate -s 10G giga; truncate -s 16M fits; ls -s",
            "pebi",
            "giga",
            "fits");
    assertThat(state(result, "pebi")).isEqualTo(TOO_LARGE);
    assertThat(state(result, "giga")).isEqualTo(TOO_LARGE);
    assertThat(state(result, "fits")).isEqualTo(PRESENT);
  }

  @Test
  void fileThatIsStillBeingWrittenIsReadAsItWasWhenTheWriterDied() {
    ExecutionResult result =
        track(
            "(while :; do echo x >> grows; done) & until test -s grows; do sleep 0.05; done",
            "grows");
    assertThat(state(result, "grows")).isIn(PRESENT, TOO_LARGE);
    assertThat(last(result).leftBehind()).isPositive();
  }

  @Test
  void fileWithoutPermissionsOrReplacedAtTheEndIsReadOrRefused() {
    ExecutionResult result =
        track(
            "echo x > secret; chmod 000 secret; mkdir shut; echo y > shut/f; chmod 000 shut;"
                + " rm -f swap; ln -s /etc/passwd swap",
            "secret",
            "shut/f",
            "swap");
    assertThat(state(result, "secret")).isEqualTo(PRESENT);
    assertThat(state(result, "shut/f")).isEqualTo(PRESENT);
    assertThat(state(result, "swap")).isEqualTo(NOT_A_REGULAR_FILE);
  }

  @Test
  void bytesAreBoundedByTheProgramsOwnDisk() throws Exception {
    ExecutionConfig small =
        ExecutionConfig.builder().workers(1).writableSize(DataSize.ofMebibytes(8)).build();
    withExecutor(
        small,
        executor -> {
          for (String place : new String[] {"/work", "/tmp", "/dev/shm"}) {
            String script = "cat /dev/zero > " + place + "/big; stat -c %s " + place + "/big";
            CommandResult result = last(executor.execute(tracking(script).build()));
            assertThat(result.stderr()).contains("No space left on device");
            assertThat(Long.parseLong(result.stdout().strip())).isBetween(7L << 20, 8L << 20);
          }
          // All three places share one budget, which is whole again for the next program.
          String script =
              "head -c 4000000 /dev/zero > /work/a && head -c 4000000 /dev/zero > /tmp/b"
                  + " && head -c 4000000 /dev/zero > /dev/shm/c || echo full";
          assertThat(last(executor.execute(tracking(script).build())).stdout()).isEqualTo("full\n");
          String fits = "head -c 7000000 /dev/zero > a && echo fits";
          assertThat(last(executor.execute(tracking(fits).build())).stdout()).isEqualTo("fits\n");
        });
  }

  @Test
  void numberOfFilesIsBoundedByTheProgramsOwnDisk() {
    CommandResult result =
        python(
            """
            import os, errno
            os.mkdir('many')
            os.chdir('many')
            n = 0
            try:
              while n < 2000000:
                os.mknod(str(n)); n += 1
            except OSError as e:
              print(n, errno.errorcode[e.errno])
            """,
            Limits.INHERITED.withWallTime(Duration.ofSeconds(60)));
    assertThat(result.stdout()).as(result.stderr()).matches("\\d{5} ENOSPC\n");
  }

  @Test
  void attributesCountAsSpace() {
    CommandResult result =
        python(
            """
            import os, errno
            n = 0
            try:
              while n < 100000:
                if n % 50 == 0: name = 'f%d' % n; open(name, 'w').close()
                os.setxattr(name, 'user.a%d' % n, b'x' * 60000); n += 1
            except OSError as e:
              print(n, errno.errorcode[e.errno])
            """,
            Limits.INHERITED
                .withWallTime(Duration.ofSeconds(60))
                .withMemory(DataSize.ofMebibytes(600)));
    assertThat(result.outcome()).isIn(Outcome.OK, Outcome.MEMORY_LIMIT);
    if (result.outcome() == Outcome.OK) {
      assertThat(result.stdout()).as(result.stderr()).matches("\\d{1,4} \\w+\n");
    }
  }

  @Test
  void trackedFileOfTheLimitIsReadWhole() {
    ExecutionResult result = track("head -c 16777216 /dev/zero > most", "most");
    assertThat(state(result, "most")).isEqualTo(PRESENT);
  }
}
