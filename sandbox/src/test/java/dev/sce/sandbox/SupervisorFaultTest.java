package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.CodeExecutor;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Isolation;
import dev.sce.Outcome;
import dev.sce.spi.Backend;
import dev.sce.testkit.BackendFixture;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Slots that break from outside, and JVMs that die: programs are tried again, and none lives on.
 */
@Tag("slow")
class SupervisorFaultTest extends BackendFixture {
  private static final Executable GOOD = tracking("echo fine").build();

  @Override
  protected Backend open(ExecutionConfig config) throws IOException {
    return SandboxBackend.open(Isolation.NAMESPACES, config);
  }

  @Override
  protected ExecutionConfig config() {
    return ExecutionConfig.builder().workers(1).build();
  }

  /** The outer process of each slot, or the inner one, which is the parent of the programs. */
  static List<ProcessHandle> supervisors(boolean inner) {
    Predicate<ProcessHandle> isSupervisor =
        process -> HostState.commandLine(process.pid()).contains("supervisor");
    try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
      List<ProcessHandle> outer = children.filter(isSupervisor).toList();
      return inner ? outer.stream().flatMap(ProcessHandle::children).toList() : outer;
    }
  }

  static void kill(List<ProcessHandle> processes) {
    assertThat(processes).isNotEmpty();
    processes.forEach(ProcessHandle::destroyForcibly);
  }

  private void requireRetried(boolean inner) throws Exception {
    String seconds = "1.5" + SandboxFixture.uniqueSleep();
    Executable sleeper = tracking("echo begun; sleep " + seconds + "; echo ended").build();
    Future<ExecutionResult> running = executor().submit(sleeper);
    Awaitility.await().until(() -> SandboxFixture.isAlive("sleep " + seconds));
    kill(supervisors(inner));
    ExecutionResult result = running.get();
    assertThat(result.outcome()).as(result.error().orElse("")).isEqualTo(Outcome.OK);
    assertThat(last(result).stdout()).isEqualTo("begun\nended\n");
    assertThat(SandboxFixture.isAlive(seconds)).isFalse();
    assertThat(last(run(GOOD)).stdout()).isEqualTo("fine\n");
  }

  @Test
  void runIsTriedAgainWhenItsSupervisorIsKilled() throws Exception {
    requireRetried(false);
  }

  @Test
  void runIsTriedAgainWhenTheInnerSupervisorIsKilled() throws Exception {
    requireRetried(true);
  }

  @Test
  void runWhoseSupervisorIsAlwaysKilledHasNoVerdictAndTheOthersGoOn() throws Exception {
    String seconds = SandboxFixture.uniqueSleep();
    Future<ExecutionResult> running =
        executor().submit(tracking("sleep " + seconds + "; echo never").build());
    Future<ExecutionResult> waiting = executor().submit(GOOD);
    AtomicBoolean stop = new AtomicBoolean();
    Thread killer =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!stop.get()) {
                    if (SandboxFixture.isAlive("sleep " + seconds)) {
                      supervisors(false).forEach(ProcessHandle::destroyForcibly);
                    }
                  }
                });
    try {
      ExecutionResult result = running.get();
      assertThat(result.outcome()).isEqualTo(Outcome.SANDBOX_FAULT);
      assertThat(result.error().orElseThrow()).contains("supervisor");
    } finally {
      stop.set(true);
      killer.join();
    }
    assertThat(last(waiting.get()).stdout()).isEqualTo("fine\n");
    assertThat(SandboxFixture.isAlive(seconds)).isFalse();
  }

  @Test
  void supervisorThatDiesWhileIdleIsReplaced() {
    for (boolean inner : new boolean[] {false, true}) {
      assertThat(run(GOOD).outcome()).isEqualTo(Outcome.OK);
      List<ProcessHandle> idle = supervisors(inner);
      kill(idle);
      Awaitility.await().until(() -> idle.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(last(run(GOOD)).stdout()).isEqualTo("fine\n");
    }
  }

  @Test
  void executablesThatStartNothingLeaveTheSlotAsItIs() {
    assertThat(run(GOOD).outcome()).isEqualTo(Outcome.OK);
    List<ProcessHandle> before = supervisors(false);
    Executable tooLong = Executable.builder().command("echo", "x".repeat(9 << 20)).build();
    for (int i = 0; i < 3; i++) {
      assertThat(run(tooLong).outcome()).isEqualTo(Outcome.NOT_STARTED);
    }
    assertThat(last(run(GOOD)).stdout()).isEqualTo("fine\n");
    assertThat(supervisors(false)).isEqualTo(before);
  }

  @Test
  void allIdleSupervisorsMayDieAtOnce() throws Exception {
    ExecutionConfig config = ExecutionConfig.builder().workers(3).build();
    try (CodeExecutor executor = CodeExecutor.create(config, open(config))) {
      List<Future<ExecutionResult>> together = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        together.add(executor.submit(tracking("sleep 0.5").build()));
      }
      for (Future<ExecutionResult> one : together) {
        assertThat(one.get().outcome()).isEqualTo(Outcome.OK);
      }
      List<ProcessHandle> idle = supervisors(false);
      assertThat(idle).hasSizeGreaterThanOrEqualTo(3);
      kill(idle);
      Awaitility.await().until(() -> idle.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(executor.execute(GOOD).outcome()).isEqualTo(Outcome.OK);
    }
  }

  @Test
  void politeSignalsToTheSupervisorDoNotLoseARun() throws Exception {
    String seconds = "0.5" + SandboxFixture.uniqueSleep();
    Future<ExecutionResult> running =
        executor().submit(tracking("sleep " + seconds + "; echo ended").build());
    Awaitility.await().until(() -> SandboxFixture.isAlive("sleep " + seconds));
    supervisors(false).forEach(ProcessHandle::destroy);
    assertThat(last(running.get()).stdout()).isEqualTo("ended\n");
  }

  @Test
  void killedJvmLeavesNothing() throws Exception {
    requireNothingLeftByKilledJvm(Isolation.NAMESPACES);
  }

  @Test
  void killedJvmLeavesNothingAtTheWeakerLevel() throws Exception {
    requireNothingLeftByKilledJvm(Isolation.LANDLOCK);
  }

  private void requireNothingLeftByKilledJvm(Isolation isolation) throws Exception {
    String seconds = SandboxFixture.uniqueSleep();
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-Duser.name=" + System.getProperty("user.name"),
                "-cp",
                System.getProperty("java.class.path"),
                EightSleepers.class.getName(),
                isolation.label(),
                seconds)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<ProcessHandle> family;
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> count("sleep " + seconds) >= 16 || !jvm.isAlive());
      assertThat(jvm.isAlive()).isTrue();
      family = jvm.toHandle().descendants().toList();
    } finally {
      jvm.destroyForcibly().waitFor();
    }
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> count("sleep " + seconds) == 0);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(family).noneMatch(ProcessHandle::isAlive));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(controlGroups("sce-" + jvm.pid() + "-")).isEmpty());
    // Directories of a killed JVM are removed by the next one that needs any.
    try (Backend next = SandboxBackend.open(isolation, config())) {
      assertThat(next.isolation()).isEqualTo(isolation);
    }
    // At the weaker level its supervisors remove them, which may take until now.
    String prefix = "sce-" + jvm.pid() + "-";
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(temporaryDirectories(prefix)).isEmpty());
    } finally {
      for (File directory : temporaryDirectories(prefix)) {
        removeTree(directory); // or the check for leaks would fail as well
      }
    }
  }

  private static List<File> temporaryDirectories(String prefix) {
    File temporary = new File(System.getProperty("java.io.tmpdir"));
    File[] found = temporary.listFiles((dir, name) -> name.startsWith(prefix));
    return found == null ? List.of() : List.of(found);
  }

  private static void removeTree(File directory) throws IOException {
    try (Stream<Path> entries = Files.walk(directory.toPath())) {
      entries.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }

  private static long count(String words) {
    return ProcessHandle.allProcesses()
        .filter(process -> HostState.commandLine(process.pid()).startsWith(words))
        .count();
  }

  /** Folders of /sys/fs/cgroup with a name that begins like this. */
  private static List<String> controlGroups(String prefix) {
    List<String> found = new ArrayList<>();
    collect(new File("/sys/fs/cgroup"), prefix, found, 0);
    return found;
  }

  private static void collect(File directory, String prefix, List<String> found, int depth) {
    File[] children = directory.listFiles(File::isDirectory);
    if (children == null || depth > 8) {
      return;
    }
    for (File child : children) {
      if (child.getName().startsWith(prefix)) {
        found.add(child.toString());
      }
      collect(child, prefix, found, depth + 1);
    }
  }

  @Test
  void executorLeavesNoControlGroup() throws Exception {
    String own = "sce-" + ProcessHandle.current().pid() + "-";
    List<String> before = controlGroups(own);
    ExecutionConfig config = config();
    try (CodeExecutor executor = CodeExecutor.create(config, open(config))) {
      assertThat(executor.execute(GOOD).outcome()).isEqualTo(Outcome.OK);
    }
    assertThat(controlGroups(own)).isSubsetOf(before);
  }
}
