package dev.sce.internal.process;

import dev.sce.Blob;
import dev.sce.CapturedOutput;
import dev.sce.CommandResult;
import dev.sce.Launcher;
import dev.sce.Limits;
import dev.sce.Outcome;
import dev.sce.spi.BackendException;
import dev.sce.spi.BackendException.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Starts a program, waits for it within its limits, and makes its result. */
final class ProgramRunner {
  private static final Pattern ERROR_NUMBER = Pattern.compile("error[=:] ?(\\d+)");

  private static final int UNKNOWN_FORMAT = 8; // ENOEXEC

  /** Errors of a program that cannot be started; everything else is the machine's trouble. */
  private static final Map<Integer, String> PROGRAMS_FAULT =
      Map.of(
          2,
          "No such file or directory",
          7,
          "Argument list too long",
          UNKNOWN_FORMAT,
          "Exec format error",
          13,
          "Permission denied",
          20,
          "Not a directory",
          40,
          "Too many levels of symbolic links");

  private final ProcessTree.Finder trees;
  private final TreeSampler sampler;
  private final ExecutorService pumps;

  ProgramRunner(ProcessTree.Finder trees, TreeSampler sampler, ExecutorService pumps) {
    this.trees = trees;
    this.sampler = sampler;
    this.pumps = pumps;
  }

  /**
   * What to start.
   *
   * @param argv program, with its path, and arguments
   * @param environment all variables
   * @param directory where it runs
   * @param stdin all of its input
   * @param limits what it may use
   */
  record Program(
      List<String> argv,
      Map<String, String> environment,
      Path directory,
      Blob stdin,
      Limits limits) {}

  CommandResult run(Program program) throws BackendException {
    if (!Files.isDirectory(program.directory())) {
      return CommandResult.notStarted("the program removed its working directory");
    }
    if (!HostSystem.canPass(program.argv(), program.environment())) {
      throw new BackendException(
          Stage.RUN,
          "this JVM cannot pass on text outside ASCII; start it with LC_ALL=C.UTF-8",
          null);
    }
    Map<String, String> environment = new HashMap<>(program.environment());
    ProcessTree tree = trees.before(environment);
    long begin = System.nanoTime();
    Process process;
    try {
      process = start(program, environment);
    } catch (SpawnedProcess.StartException e) {
      return failedStart(program, e);
    } catch (IOException e) {
      return failedStart(program, e);
    }
    RunningProgram running;
    try {
      running = new RunningProgram(program, process, tree, begin, pumps);
    } catch (RuntimeException | Error e) {
      process.destroyForcibly();
      throw e;
    }
    try (TreeSampler.Sample sample =
        sampler.watch(process.pid(), tree, program.limits(), running::stop)) {
      running.awaitEnd();
      return result(running, sample);
    }
  }

  private Process start(Program program, Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(program.argv())).directory(program.directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    if (program.stdin().isEmpty()) {
      builder.redirectInput(HostSystem.NULL_DEVICE);
    }
    SpawnCalls calls = SpawnCalls.AVAILABLE;
    if (calls != null && program.argv().stream().noneMatch(each -> each.indexOf('\0') >= 0)) {
      try {
        return SpawnedProcess.start(calls, builder, !program.stdin().isEmpty(), pumps);
      } catch (SpawnedProcess.StartException e) {
        if (e.error() != UNKNOWN_FORMAT) {
          throw e;
        }
        // A script without a first line that names its interpreter: others hand it to the shell.
      }
    }
    if (HostSystem.SETSID != null) {
      builder.command().addFirst(HostSystem.SETSID);
    }
    return builder.start();
  }

  private static CommandResult failedStart(Program program, SpawnedProcess.StartException e)
      throws BackendException {
    String what = "failed to execute " + program.argv().getFirst() + ": ";
    String reason = PROGRAMS_FAULT.get(e.error());
    if (reason == null) {
      throw new BackendException(Stage.RUN, what + e.getMessage(), e);
    }
    return CommandResult.notStarted(what + reason);
  }

  /** The JDK tells the program's fault from the machine's only by the error number in its text. */
  private static CommandResult failedStart(Program program, IOException e) throws BackendException {
    String message = String.valueOf(e.getMessage());
    Matcher error = ERROR_NUMBER.matcher(message);
    if (HostSystem.IS_WINDOWS
        || (error.find() && PROGRAMS_FAULT.containsKey(Integer.valueOf(error.group(1))))) {
      return CommandResult.notStarted(program.argv().getFirst() + ": " + message);
    }
    throw new BackendException(
        Stage.RUN, "cannot start " + program.argv().getFirst() + ": " + message, e);
  }

  private static CommandResult result(RunningProgram running, TreeSampler.Sample sample) {
    CapturedOutput out = running.out();
    CapturedOutput err = running.err();
    int code = ExitStatus.pythonStyle(running.exitValue());
    Outcome outcome = running.stopReason().orElseGet(() -> ExitStatus.outcome(code));
    if (outcome == Outcome.NONZERO_EXIT
        && ExitStatus.isFailedExec(code, out, err, running.name())) {
      return CommandResult.notStarted(err.content().text().strip().replaceFirst("^setsid: ", ""));
    }
    boolean killed = running.stopReason().isPresent() && outcome != Outcome.OUTPUT_LIMIT;
    return CommandResult.builder(outcome)
        .returnCode(killed ? -ExitStatus.SIGKILL : code)
        .runtime(running.runtime())
        .cpuTime(cpuTime(running, sample).orElse(null))
        .peakMemory(sample.peakMemory().orElse(null))
        .out(out)
        .err(err)
        .leftBehind(running.leftBehind())
        .launcher(Launcher.EXEC)
        .build();
  }

  /**
   * The system's sum lacks what a program has not waited for, the sampler's what it has not seen.
   */
  private static Optional<Duration> cpuTime(RunningProgram running, TreeSampler.Sample sample) {
    return Stream.of(running.cpuTime(), sample.cpuTime())
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder());
  }
}
