package dev.sce.sandbox;

import dev.sce.CodeExecutor;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.Enforcement;
import dev.sce.Enforcement.By;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Isolation;
import dev.sce.IsolationUnavailableException;
import dev.sce.LimitOverrides;
import dev.sce.Outcome;
import dev.sce.spi.Backend;
import dev.sce.spi.BackendProvider;
import dev.sce.spi.Protection;
import dev.sce.spi.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs small programs at one isolation level that try what it should prevent. */
final class LevelTrial {
  private static final LimitOverrides TIGHT =
      LimitOverrides.NONE
          .withWallTime(Duration.ofSeconds(20))
          .withMemory(DataSize.ofMebibytes(50))
          .withFileSize(DataSize.ofMebibytes(512));

  private static final Predicate<CommandResult> OK = is(Outcome.OK);

  private final CodeExecutor executor;
  private final Set<Protection> protections;
  private final List<MachineReport.Check> checks = new ArrayList<>();

  private LevelTrial(CodeExecutor executor, Set<Protection> protections) {
    this.executor = executor;
    this.protections = protections;
  }

  static MachineReport.Level of(BackendProvider provider) {
    Isolation isolation = provider.isolation();
    boolean auto = provider.strength() > 0;
    ExecutionConfig config = ExecutionConfig.builder().workers(1).isolation(isolation).build();
    try {
      Backend backend = provider.open(config);
      String detail = backend.description();
      String remedy = backend.shortcoming();
      try (CodeExecutor executor = CodeExecutor.create(config, backend)) {
        LevelTrial trial = new LevelTrial(executor, backend.protections());
        trial.runAll();
        return new MachineReport.Level(isolation, auto, true, detail, remedy, trial.checks);
      }
    } catch (IsolationUnavailableException | IOException e) {
      return new MachineReport.Level(
          isolation, auto, false, String.valueOf(e.getMessage()), provider.remedy(), List.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new MachineReport.Level(isolation, auto, false, "interrupted", "", List.of());
    }
  }

  /** What a trial needs and shows. */
  private record Trial(
      String name,
      String script,
      LimitOverrides limits,
      Function<Enforcement, @Nullable By> enforcer,
      Predicate<CommandResult> expected) {}

  private void runAll() throws InterruptedException {
    LimitOverrides cpu = TIGHT.withCpuTime(Duration.ofMillis(200));
    LimitOverrides few = TIGHT.withMaxProcesses(5);
    String fork = "for i in 1 2 3 4 5 6 7 8 9 10; do sleep 2 & done";
    // A growing variable takes memory in a way that needs nothing but a shell.
    String hog = "x=0123456789abcdef; while :; do x=$x$x; done";
    run(new Trial("programs run", "exit 0", TIGHT, LevelTrial::nothing, OK));
    if (protections.contains(Protection.CALLERS_FILES)) {
      tryCallersFile();
    }
    if (protections.contains(Protection.OTHER_PROCESSES)) {
      String count = "[ $(ls -d /proc/[0-9]* | wc -l) -lt 8 ]";
      run(new Trial("other processes are invisible", count, TIGHT, LevelTrial::nothing, OK));
    }
    if (protections.contains(Protection.NETWORK)) {
      String devices = "[ $(wc -l < /proc/net/dev) -eq 3 ]";
      run(new Trial("there is no network but loopback", devices, TIGHT, LevelTrial::nothing, OK));
    }
    run(new Trial("memory limit", hog, TIGHT, Enforcement::memory, is(Outcome.MEMORY_LIMIT)));
    String spin = "while :; do :; done";
    run(new Trial("processor-time limit", spin, cpu, Enforcement::cpu, is(Outcome.CPU_TIME_LIMIT)));
    run(new Trial("process limit", fork, few, Enforcement::processes, OK.negate()));
    String leave = "sleep 1000 & exit 0";
    run(
        new Trial(
            "what is left running is killed",
            leave,
            TIGHT,
            LevelTrial::nothing,
            r -> r.leftBehind() == 1));
  }

  /** Makes a file of the caller's, in the home directory where possible, and tries to read it. */
  private void tryCallersFile() throws InterruptedException {
    Path file = null;
    try {
      Path home = Path.of(System.getProperty("user.home"));
      boolean usable = Files.isDirectory(home) && Files.isWritable(home);
      file =
          usable
              ? Files.createTempFile(home, ".sce-doctor", "")
              : Files.createTempFile(TemporaryDirectory.of(null), "sce-doctor", "");
      String reach = "! cat '" + file + "' && ! cat /etc/shadow";
      run(new Trial("the caller's files are out of reach", reach, TIGHT, LevelTrial::nothing, OK));
    } catch (IOException e) {
      checks.add(
          new MachineReport.Check("the caller's files are out of reach", false, e.toString()));
    } finally {
      if (file != null && !file.toFile().delete()) {
        checks.add(
            new MachineReport.Check("the file made for the trial is removed", false, "" + file));
      }
    }
  }

  /** Enforces no limit, for a trial that is about none. */
  private static @Nullable By nothing(Enforcement enforcement) {
    return null;
  }

  private static Predicate<CommandResult> is(Outcome outcome) {
    return result -> result.outcome() == outcome;
  }

  private void run(Trial trial) throws InterruptedException {
    Command command = Command.of("sh", "-c", trial.script).withLimits(trial.limits);
    ExecutionResult result = executor.execute(Executable.builder().command(command).build());
    CommandResult last = result.lastCommand().orElse(null);
    if (last == null) {
      checks.add(new MachineReport.Check(trial.name, false, result.error().orElse("")));
      return;
    }
    By enforcer = result.enforcement().map(trial.enforcer).orElse(null);
    String by = enforcer == null ? "" : "by " + enforcer.label() + ", ";
    checks.add(
        new MachineReport.Check(
            trial.name, trial.expected.test(last), by + "tried: " + last.outcome()));
  }
}
