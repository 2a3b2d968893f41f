package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sce.CodeExecutor;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Isolation;
import dev.sce.Launcher;
import dev.sce.Outcome;
import dev.sce.spi.Backend;
import dev.sce.testkit.BackendFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slots that keep to one processor each, as their programs and the machine see it. */
class PinnedCpusTest extends BackendFixture {
  private static final String LOOK = "import os; print(*sorted(os.sched_getaffinity(0)))\n";
  private static final List<Integer> ALLOWED = cpusOf(ProcessHandle.current());
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** The level under test. */
  Isolation isolation() {
    return Isolation.NAMESPACES;
  }

  @Override
  protected final Backend open(ExecutionConfig config) throws IOException {
    return SandboxBackend.open(isolation(), config);
  }

  @Override
  protected final ExecutionConfig config() {
    return ExecutionConfig.builder().workers(2).pinCpus(true).build();
  }

  /** Reads which processors a process may use, a list like {@code 0-2,5}. */
  private static List<Integer> cpusOf(ProcessHandle process) {
    String key = "Cpus_allowed_list:";
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      String line = lines.filter(text -> text.startsWith(key)).findAny().orElseThrow();
      return Arrays.stream(line.substring(key.length()).strip().split(",", -1))
          .map(range -> range.split("-", -1))
          .flatMapToInt(
              ends ->
                  IntStream.rangeClosed(
                      Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])))
          .boxed()
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Executable python(String code, String... options) {
    List<String> argv = new ArrayList<>(List.of("python3"));
    argv.addAll(List.of(options));
    argv.add("main.py");
    return Executable.builder().file("main.py", code).command(Command.of(argv)).build();
  }

  private static List<Integer> printed(ExecutionResult result) {
    CommandResult last = last(result);
    assertThat(last.outcome()).as(last.stderr()).isEqualTo(Outcome.OK);
    return Arrays.stream(last.stdout().strip().split(" ", -1)).map(Integer::valueOf).toList();
  }

  @Test
  void programSeesOneProcessorWarmAndCold() {
    ExecutionResult usual = run(python(LOOK));
    ExecutionResult cold = run(python(LOOK, "-I"));
    String warm = isolation().equals(Isolation.NAMESPACES) ? "warm" : "exec";
    assertThat(last(usual).launcher().label()).isEqualTo(warm);
    assertThat(last(cold).launcher()).isEqualTo(Launcher.EXEC);
    assertThat(printed(usual)).hasSize(1).isSubsetOf(ALLOWED);
    assertThat(printed(cold)).isEqualTo(printed(usual));
  }

  @Test
  void programCannotChooseAnotherProcessor() {
    String attempts =
        """
        import os
        for cpus in [%d], range(64), os.sched_getaffinity(0):
            try: os.sched_setaffinity(0, cpus)
            except PermissionError: continue
            print("could choose", cpus)
        """
            .formatted(ALLOWED.getLast());
    String code = attempts + LOOK;
    assertThat(printed(run(python(code)))).hasSize(1);
    assertThat(printed(run(python(code, "-I")))).hasSize(1);
  }

  @Test
  void programWithoutTheOptionSeesAllProcessorsAndMayChoose() throws Exception {
    String code = LOOK + "os.sched_setaffinity(0, [%d])".formatted(ALLOWED.getLast());
    ExecutionConfig usual = ExecutionConfig.builder().workers(1).build();
    try (CodeExecutor executor = CodeExecutor.create(usual, open(usual))) {
      assertThat(printed(executor.execute(python(code)))).isEqualTo(ALLOWED);
      assertThat(printed(executor.execute(python(code, "-I")))).isEqualTo(ALLOWED);
    }
  }

  @Test
  void programsAtTheSameTimeHaveDifferentProcessors() throws Exception {
    assumeThat(ALLOWED).as("processors for two slots").hasSizeGreaterThan(1);
    Sleeper one = Sleeper.on(executor());
    Sleeper other = Sleeper.on(executor());
    assertThat(List.of(one.cpus(), other.cpus()))
        .containsExactlyInAnyOrder(ALLOWED.subList(0, 1), ALLOWED.subList(1, 2));
    one.end();
    other.end();
  }

  @Test
  void replacementOfABrokenSlotGetsThePlaceThatBecameFree() throws Exception {
    Sleeper one = Sleeper.on(executor());
    Sleeper other = Sleeper.on(executor());
    for (int place : new int[] {1, 0}) {
      List<List<Integer>> cpus = List.of(one.cpus(), other.cpus());
      List<ProcessHandle> processes = Sleeper.processes(one, other);
      ProcessHandle broken = supervisorAt(place);
      broken.destroyForcibly();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> Sleeper.processes(one, other), now -> haveChanged(processes, now));
      assertThat(List.of(one.cpus(), other.cpus())).isEqualTo(cpus);
      assertThat(supervisorAt(place)).isNotEqualTo(broken);
    }
    one.end();
    other.end();
  }

  private static boolean haveChanged(List<ProcessHandle> before, List<ProcessHandle> now) {
    return now.size() == before.size() && !now.equals(before);
  }

  private static ProcessHandle supervisorAt(int place) {
    return SupervisorFaultTest.supervisors(false).stream()
        .filter(p -> HostState.commandLine(p.pid()).endsWith(" --place " + place + " "))
        .findAny()
        .orElseThrow();
  }

  @Test
  void slotsStayWithinTheProcessorsGivenToThisProcess(@TempDir Path directory) throws Exception {
    Path taskset = Path.of("/usr/bin/taskset");
    assumeThat(taskset).isExecutable();
    int last = ALLOWED.getLast();
    Path narrow = directory.resolve("narrow-supervisor");
    String command = taskset + " -c " + last + " " + NativeFiles.supervisor();
    Files.writeString(narrow, "#!/bin/sh\nexec " + command + " \"$@\"\n");
    Files.setPosixFilePermissions(narrow, PosixFilePermissions.fromString("rwxr-xr-x"));
    System.setProperty("sce.supervisor", narrow.toString());
    try (CodeExecutor executor = CodeExecutor.create(config(), open(config()))) {
      Sleeper one = Sleeper.on(executor);
      Sleeper other = Sleeper.on(executor);
      assertThat(one.cpus()).containsExactly(last);
      assertThat(other.cpus()).containsExactly(last);
      one.end();
      other.end();
    } finally {
      System.clearProperty("sce.supervisor");
    }
  }

  /** A program that sleeps until a test ends it, to be looked at from outside. */
  private record Sleeper(String seconds, Future<ExecutionResult> result) {
    static Sleeper on(CodeExecutor executor) throws InterruptedException {
      String seconds = SandboxFixture.uniqueSleep();
      Command sleep = Command.of("sleep", seconds).withTimeout(Duration.ofMinutes(5));
      Future<ExecutionResult> result = executor.submit(Executable.builder().command(sleep).build());
      Sleeper sleeper = new Sleeper(seconds, result);
      Awaitility.await().atMost(PATIENCE).until(() -> sleeper.process().isPresent());
      return sleeper;
    }

    static List<ProcessHandle> processes(Sleeper... sleepers) {
      return Arrays.stream(sleepers).flatMap(sleeper -> sleeper.process().stream()).toList();
    }

    private Optional<ProcessHandle> process() {
      try (Stream<ProcessHandle> all = ProcessHandle.current().descendants()) {
        String wanted = "sleep " + seconds + " ";
        return all.filter(p -> HostState.commandLine(p.pid()).equals(wanted)).findAny();
      }
    }

    List<Integer> cpus() {
      return cpusOf(process().orElseThrow());
    }

    void end() throws Exception {
      process().ifPresent(ProcessHandle::destroyForcibly);
      assertThat(result.get().outcome()).isEqualTo(Outcome.SIGNALED);
    }
  }
}
