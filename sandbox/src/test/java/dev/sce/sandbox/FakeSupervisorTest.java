package dev.sce.sandbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.CodeExecutor;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Isolation;
import dev.sce.IsolationUnavailableException;
import dev.sce.Outcome;
import dev.sce.spi.Backend;
import dev.sce.testkit.BackendFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Supervisors that speak nonsense, break off, or do not start, which is never a verdict. */
class FakeSupervisorTest extends BackendFixture {
  private static final String SUPERVISOR = "sce.supervisor";
  private static final Executable GOOD = tracking("echo fine").build();

  @Override
  protected Backend open(ExecutionConfig config) throws IOException {
    return SandboxBackend.open(Isolation.NAMESPACES, config);
  }

  @Override
  protected ExecutionConfig config() {
    return ExecutionConfig.builder().workers(1).build();
  }

  /** Passes on what the true supervisor says, as far as told, with one word exchanged. */
  private static final String PUMP =
      """
      REAL | exec python3 -c '
      import os, sys
      old = new = b"-"
      exec(sys.argv[1])
      while left > 0:
        data = os.read(0, min(left, 4096))
        if not data: break
        left -= len(data)
        data = data.replace(old, new)
        while data: data = data[os.write(1, data):]
      ' '\
      """;

  /** Opens a backend whose supervisor is a shell script; REAL is the true one. */
  private static SandboxBackend openFake(Path directory, String script) throws IOException {
    String real = NativeFiles.supervisor().toString();
    Path fake = Files.createTempFile(directory, "fake-supervisor", "");
    Files.writeString(fake, "#!/bin/sh\n" + script.replace("REAL", real) + "\n");
    Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));
    System.setProperty(SUPERVISOR, fake.toString());
    try {
      return SandboxBackend.open(
          Isolation.NAMESPACES, ExecutionConfig.builder().workers(1).build());
    } finally {
      System.clearProperty(SUPERVISOR);
    }
  }

  @Test
  void supervisorThatTalksNonsenseIsRefusedWithAReason(@TempDir Path directory) {
    for (String script :
        List.of(
            "exit 0",
            "echo nonsense that is no frame",
            "exec cat",
            "exec tr '\\0' '\\377' < /dev/zero",
            "exec cat /dev/zero",
            "printf '\\001\\000\\000\\000\\101x'; sleep 1",
            "kill -9 $$")) {
      assertThatThrownBy(() -> openFake(directory, script))
          .as(script)
          .isInstanceOf(IsolationUnavailableException.class)
          .hasMessageMatching("(?s).{10,}");
    }
  }

  @Test
  void answerThatBreaksOffIsNoVerdict(@TempDir Path directory) throws Exception {
    ExecutionConfig config = config();
    try (CodeExecutor executor =
        CodeExecutor.create(config, openFake(directory, PUMP + "left = 5000'"))) {
      ExecutionResult small = executor.execute(GOOD);
      assertThat(last(small).stdout()).isEqualTo("fine\n");
      ExecutionResult large = executor.execute(tracking("head -c 100000 /dev/zero").build());
      assertThat(large.outcome()).isEqualTo(Outcome.SANDBOX_FAULT);
      assertThat(large.error().orElseThrow()).isNotBlank();
      assertThat(executor.execute(GOOD).outcome()).isEqualTo(Outcome.OK);
    }
  }

  @Test
  void nonsenseInTheMiddleOfARunIsNoVerdict(@TempDir Path directory) throws Exception {
    ExecutionConfig config = config();
    String script = PUMP + "left = 1 << 60; old = b\"grow-it\"; new = b\"it has grown longer\"'";
    try (CodeExecutor executor = CodeExecutor.create(config, openFake(directory, script))) {
      assertThat(last(executor.execute(GOOD)).stdout()).isEqualTo("fine\n");
      ExecutionResult grown = executor.execute(tracking("echo grow-it").build());
      assertThat(grown.outcome()).isEqualTo(Outcome.SANDBOX_FAULT);
      assertThat(last(executor.execute(GOOD)).stdout()).isEqualTo("fine\n");
    }
  }

  @Test
  void replacementThatCannotStartIsNoVerdictUntilItCan(@TempDir Path directory) throws Exception {
    Path broken = directory.resolve("broken");
    ExecutionConfig config = config();
    try (CodeExecutor executor =
        CodeExecutor.create(
            config, openFake(directory, "test -e " + broken + " && exit 1; exec REAL"))) {
      assertThat(executor.execute(GOOD).outcome()).isEqualTo(Outcome.OK);
      Files.createFile(broken);
      List<ProcessHandle> idle = SupervisorFaultTest.supervisors(false);
      SupervisorFaultTest.kill(idle);
      Awaitility.await().until(() -> idle.stream().noneMatch(ProcessHandle::isAlive));
      ExecutionResult result = executor.execute(GOOD);
      assertThat(result.outcome()).isEqualTo(Outcome.SANDBOX_FAULT);
      assertThat(result.error().orElseThrow()).contains("no sandbox");
      Files.delete(broken);
      assertThat(executor.execute(GOOD).outcome()).isEqualTo(Outcome.OK);
    }
  }

  /** All supervisors but the first wait; that many programs wait with them, and no more. */
  @Test
  void programTakesASlotThatComesBackWhileOthersStart(@TempDir Path directory) throws Exception {
    int starting = Runtime.getRuntime().availableProcessors();
    Path go = directory.resolve("go");
    String script =
        "mkdir %1$s.first 2>/dev/null || until [ -e %1$s ]; do sleep 0.01; done; exec REAL"
            .formatted(go);
    ExecutionConfig config = ExecutionConfig.builder().workers(starting + 2).build();
    try (CodeExecutor executor = CodeExecutor.create(config, openFake(directory, script))) {
      List<CompletableFuture<ExecutionResult>> runs = new ArrayList<>();
      for (int i = 0; i < starting + 2; i++) {
        runs.add(executor.submit(GOOD));
      }
      Awaitility.await().until(() -> runs.stream().filter(Future::isDone).count() == 2);
      Files.createFile(go);
      for (CompletableFuture<ExecutionResult> run : runs) {
        assertThat(run.get().outcome()).isEqualTo(Outcome.OK);
      }
    }
  }

  @Test
  void programThatWaitsForASlotCanBeCancelled(@TempDir Path directory) throws Exception {
    int starting = Runtime.getRuntime().availableProcessors();
    Path go = directory.resolve("go");
    String script =
        "mkdir %1$s.first 2>/dev/null || until [ -e %1$s ]; do sleep 0.01; done; exec REAL"
            .formatted(go);
    ExecutionConfig config = ExecutionConfig.builder().workers(starting + 2).build();
    Executable endless = tracking("sleep 1000").build();
    List<CompletableFuture<ExecutionResult>> runs = new ArrayList<>();
    try (CodeExecutor executor = CodeExecutor.create(config, openFake(directory, script))) {
      for (int i = 0; i < starting + 2; i++) {
        runs.add(executor.submit(endless));
      }
    }
    assertThat(runs).allMatch(Future::isDone);
  }

  @Test
  void slotThatCannotBeEmptiedIsReplacedAndTheNextProgramKnowsNothingOfIt(@TempDir Path directory)
      throws Exception {
    String wiped = "\\x05\\0\\0\\0G";
    String failing =
        PUMP + "left = 1 << 60; old = b\"" + wiped + "\\0\"; new = b\"" + wiped + "\\2\"'";
    try (CodeExecutor executor = CodeExecutor.create(config(), openFake(directory, failing))) {
      Executable good =
          Executable.builder()
              .file("given.txt", "given\n")
              .command("sh", "-c", "cat given.txt; ls; cat /proc/sys/kernel/random/uuid > left")
              .track("left")
              .build();
      for (int i = 0; i < 3; i++) {
        ExecutionResult result = executor.execute(good);
        assertThat(last(result).stdout()).isEqualTo("given\ngiven.txt\n");
        assertThat(text(result, "left")).hasSize(37);
      }
      Executable nothingButFiles =
          Executable.builder().file("given.txt", "given").track("given.txt").build();
      ExecutionResult result = executor.execute(nothingButFiles);
      assertThat(text(result, "given.txt")).isEqualTo("given");
    }
  }

  private static String text(ExecutionResult result, String file) {
    return requireNonNull(result.trackedFiles().get(file)).text().orElseThrow();
  }
}
