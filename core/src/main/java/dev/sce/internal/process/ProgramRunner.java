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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts a program, waits for it within its limits, and makes its result. */
final class ProgramRunner {
  private static final Pattern ERROR_NUMBER = Pattern.compile("error[=:] ?(\\d+)");

  /** ENOENT, E2BIG, ENOEXEC, EACCES, ENOTDIR, ELOOP; everything else is the machine's trouble. */
  private static final Set<String> PROGRAMS_FAULT = Set.of("2", "7", "8", "13", "20", "40");

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
      process = builder(program, environment).start();
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
        sampler.watch(process.toHandle(), tree, program.limits(), running::stop)) {
      running.awaitEnd();
      return result(running, sample);
    }
  }

  private static ProcessBuilder builder(Program program, Map<String, String> environment) {
    List<String> argv = new ArrayList<>(program.argv());
    if (HostSystem.SETSID != null) {
      argv.addFirst(HostSystem.SETSID);
    }
    ProcessBuilder builder = new ProcessBuilder(argv).directory(program.directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    if (program.stdin().isEmpty()) {
      builder.redirectInput(HostSystem.NULL_DEVICE);
    }
    return builder;
  }

  /** The JDK tells the program's fault from the machine's only by the error number in its text. */
  private static CommandResult failedStart(Program program, IOException e) throws BackendException {
    String message = String.valueOf(e.getMessage());
    Matcher error = ERROR_NUMBER.matcher(message);
    if (HostSystem.IS_WINDOWS || (error.find() && PROGRAMS_FAULT.contains(error.group(1)))) {
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
        .cpuTime(sample.cpuTime().orElse(null))
        .peakMemory(sample.peakMemory().orElse(null))
        .out(out)
        .err(err)
        .leftBehind(running.leftBehind())
        .launcher(Launcher.EXEC)
        .build();
  }
}
