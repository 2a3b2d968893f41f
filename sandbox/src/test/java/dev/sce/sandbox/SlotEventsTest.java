package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.CodeExecutor;
import dev.sce.Command;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.IsolationUnavailableException;
import dev.sce.Launcher;
import dev.sce.Outcome;
import dev.sce.support.LogText;
import dev.sce.testkit.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to slots is heard, and nobody can flood the log or forge a line of it. */
@ExtendWith(LeakCheck.class)
class SlotEventsTest {
  private static final String SUPERVISOR = "sce.supervisor";

  private final HeardEvents heard = new HeardEvents();

  @AfterEach
  void stopListening() {
    heard.close();
  }

  private ExecutionConfig config(Isolation isolation) {
    return ExecutionConfig.builder().workers(1).isolation(isolation).listener(heard).build();
  }

  /** Opens an executor whose supervisor prints something first; REAL is the true one. */
  private CodeExecutor withSupervisor(Path directory, String script) throws IOException {
    String real = NativeFiles.supervisor().toString();
    Path fake = Files.createTempFile(directory, "talking-supervisor", "");
    Files.writeString(fake, "#!/bin/sh\n" + script.replace("REAL", real) + "\n");
    Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));
    System.setProperty(SUPERVISOR, fake.toString());
    try {
      return CodeExecutor.create(config(Isolation.NAMESPACES));
    } finally {
      System.clearProperty(SUPERVISOR);
    }
  }

  @Test
  void whatASupervisorPrintsReachesTheLog(@TempDir Path directory) throws Exception {
    try (CodeExecutor executor =
        withSupervisor(directory, "echo 'sce-supervisor: cgroup.kill: no' >&2; exec REAL")) {
      assertThat(executor.execute(Executable.python("print(1)")).outcome()).isEqualTo(Outcome.OK);
      Awaitility.await().until(() -> !heard.said.isEmpty());
    }
    assertThat(heard.said).containsExactly("cgroup.kill: no");
    assertThat(heard.warnings()).containsExactly("supervisor 0: cgroup.kill: no");
  }

  @Test
  void floodOfForgedLinesIsBoundedAndHarmless(@TempDir Path directory) throws Exception {
    Path go = directory.resolve("go");
    String flood =
        """
        (i=0; while [ ! -e %s ] && [ $i -lt 3000 ]; do sleep 0.01; i=$((i+1)); done
        i=0; while [ $i -lt 5000 ]; do
          printf '\\033[2J\\rERROR forged\\tline %%s\\302\\205\\342\\200\\256x\\n' $i
          i=$((i+1)); done
        head -c 50000000 /dev/zero | tr '\\0' y) >&2 &
        exec REAL
        """
            .formatted(go);
    try (CodeExecutor executor = withSupervisor(directory, flood)) {
      Files.createFile(go);
      for (int i = 0; i < 3; i++) {
        assertThat(executor.execute(Executable.python("print(1)")).outcome()).isEqualTo(Outcome.OK);
      }
      Awaitility.await().until(() -> heard.said.size() > 1000);
    }
    assertThat(heard.warnings()).hasSizeBetween(LineBudget.LINES, LineBudget.LINES + 3);
    assertThat(heard.warnings())
        .anyMatch(line -> line.endsWith("lines of supervisors were left out"));
    assertThat(heard.warnings())
        .allMatch(line -> line.startsWith("supervisor 0: ") || line.endsWith("were left out"))
        .allMatch(line -> line.length() < LogText.MOST + 50)
        .allMatch(line -> line.codePoints().noneMatch(Character::isISOControl))
        .noneMatch(line -> line.contains("\u202e"));
  }

  @Test
  void supervisorThatCannotStartIsToldInItsExceptionAlone(@TempDir Path directory) {
    assertThatThrownBy(() -> withSupervisor(directory, "echo 'no way' >&2; exit 1"))
        .isInstanceOf(IsolationUnavailableException.class);
    Awaitility.await().until(() -> !heard.said.isEmpty());
    assertThat(heard.said).containsExactly("no way");
    assertThat(heard.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"namespaces", "landlock"})
  void programCannotPrintInTheNameOfTheSupervisor(String level) throws Exception {
    String hostile =
        """
        import os
        reached = 0
        for pid in range(max(1, os.getpid() - 300), os.getpid()):
          for number in range(16):
            try:
              with open(f'/proc/{pid}/fd/{number}', 'wb', buffering=0) as file:
                file.write(b'sce-supervisor: FORGED\\n')
                reached += 1
            except OSError: pass
        print(reached)
        """;
    try (CodeExecutor executor = CodeExecutor.create(config(Isolation.of(level)))) {
      var result = executor.execute(Executable.python(hostile));
      assertThat(result.commandResults().getLast().stdout()).isEqualTo("0\n");
      assertThat(executor.execute(Executable.python("print(1)")).outcome()).isEqualTo(Outcome.OK);
    }
    assertThat(heard.said).isEmpty();
    assertThat(heard.warnings()).isEmpty();
  }

  @Test
  void coldStartIsToldWithAReasonThatNobodyCanForge() throws Exception {
    String name = "x\n\u001b[31mERROR forged.pyc";
    try (CodeExecutor executor = CodeExecutor.create(config(Isolation.NAMESPACES))) {
      var warm = executor.execute(Executable.python("print(1)"));
      assertThat(warm.commandResults().getLast().launcher()).isEqualTo(Launcher.WARM);
      assertThat(heard.cold).isEmpty();
      var cold = executor.execute(Executable.builder().command("python3", name).build());
      assertThat(cold.outcome()).isEqualTo(Outcome.NONZERO_EXIT);
      assertThat(executor.execute(Executable.builder().command("true").build()).outcome())
          .isEqualTo(Outcome.OK);
    }
    assertThat(heard.cold).containsExactly("x??[31mERROR forged.pyc is not a plain script");
  }

  @Test
  void slotThatDiesIsToldWithItsReplacement() throws Exception {
    try (CodeExecutor executor = CodeExecutor.create(config(Isolation.NAMESPACES))) {
      Executable good = Executable.builder().command(Command.of("echo", "fine")).build();
      assertThat(executor.execute(good).outcome()).isEqualTo(Outcome.OK);
      assertThat(heard.started).hasSize(1);
      List<ProcessHandle> idle = SupervisorFaultTest.supervisors(false);
      SupervisorFaultTest.kill(idle);
      Awaitility.await().until(() -> idle.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(executor.execute(good).outcome()).isEqualTo(Outcome.OK);
    }
    assertThat(heard.discarded).containsExactly("its supervisor ended while it was idle");
    assertThat(heard.started).hasSize(2);
    assertThat(heard.retried).isEmpty();
  }
}
