package dev.sce.cli;

import dev.sce.CodeExecutor;
import dev.sce.DataSize;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionCounters;
import dev.sce.Isolation;
import dev.sce.LimitOverrides;
import dev.sce.ResultOrder;
import dev.sce.Warm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options shared by all commands that run programs: limits, isolation, progress. */
final class ExecutionOptions {
  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "Wall time of one command. Default: 10s; in eval, the data set's own.")
  @Nullable Duration timeout;

  @Option(
      names = "--cpu-time",
      paramLabel = "TIME",
      description =
          "CPU time of one command's whole process tree. Default: unlimited; in eval, the data"
              + " set's own.")
  @Nullable Duration cpuTime;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description =
          "Memory of one command's whole process tree. Default: 2g; in eval, the data set's own.")
  @Nullable DataSize memory;

  @Option(
      names = "--output-limit",
      paramLabel = "SIZE",
      description =
          "Output of one command, for each of its two streams. Default: 1m; in eval, the data set's"
              + " own.")
  @Nullable DataSize outputLimit;

  @Option(
      names = "--max-processes",
      paramLabel = "N",
      description = "Processes and threads of one command at a time. Default: 64.")
  @Nullable Integer maxProcesses;

  @Option(
      names = "--file-size",
      paramLabel = "SIZE",
      description = "Largest file a command may write. Default: 64m.")
  @Nullable DataSize fileSize;

  @Option(
      names = "--stack",
      paramLabel = "SIZE",
      description =
          "Stack of a process, and of a thread that does not ask for a size. Default: 16m more than"
              + " --memory, at least 64m, at most 8g or half of the machine's memory.")
  @Nullable DataSize stack;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Number of programs to run at a time. Default: the CPUs available to this process.")
  @Nullable Integer workers;

  @Option(
      names = "--isolation",
      paramLabel = "KIND",
      description = {
        "auto, namespaces, landlock or none. 'auto' uses the strongest level this machine supports"
            + " and refuses to start if it supports none.",
        "Default: auto."
      })
  Isolation isolation = Isolation.AUTO;

  @Option(
      names = "--warm",
      paramLabel = "KIND",
      description = {
        "auto or off: fork Python programs from an interpreter that is kept ready in their sandbox.",
        "Default: auto."
      })
  Warm warm = Warm.AUTO;

  @Option(
      names = "--pin-cpus",
      description =
          "Pin each program to one of the CPUs available to this process, a different one for each"
              + " worker as long as there are enough.")
  boolean pinCpus;

  @Option(
      names = "--preload",
      paramLabel = "MODULE,…",
      split = ",",
      description = "Python modules to pre-import in warm interpreters, like numpy. Default: none.")
  List<String> preload = new ArrayList<>();

  @Option(
      names = "--read-only",
      paramLabel = "PATH",
      description =
          "An additional file or directory of this machine that programs may read. Repeatable.")
  List<Path> readOnly = new ArrayList<>();

  @Option(
      names = "--resume",
      description = "Skip rows that are already in the results file and append the others.")
  boolean resume;

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description = "Order of the result rows: input or completion. Default: input.")
  ResultOrder order = ResultOrder.INPUT;

  @Option(
      names = "--debug-dir",
      paramLabel = "DIR",
      description = "Keep every program's files in this directory. Default: they are removed.")
  @Nullable Path debugDir;

  @Option(
      names = "--progress",
      paramLabel = "KIND",
      description = {
        "auto, bar, plain or none. 'auto' is a bar on a terminal and a line every ten seconds"
            + " elsewhere.",
        "Default: auto."
      })
  Progress.Kind progress = Progress.Kind.AUTO;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Read options from a file with lines like workers=4.")
  @Nullable Path config;

  /** Counts what happens besides results; not an option. */
  private final ExecutionCounters counters = new ExecutionCounters();

  /** Returns what happened besides results, so far. */
  SandboxEvents events() {
    return new SandboxEvents(counters);
  }

  /** Returns the configuration; throws a {@link UsageException} if the options are invalid. */
  ExecutionConfig configuration(boolean dedupe, @Nullable Path resultCache) {
    return build(builder(List.of(), List.of()).dedupe(dedupe).resultCache(resultCache));
  }

  /** Returns the configuration with additional paths to read and modules to import. */
  ExecutionConfig configuration(List<Path> moreToRead, List<String> moreToImport) {
    return build(builder(moreToRead, moreToImport));
  }

  private ExecutionConfig.Builder builder(List<Path> moreToRead, List<String> moreToImport) {
    List<String> modules = new ArrayList<>(moreToImport);
    modules.addAll(preload);
    List<Path> readable = new ArrayList<>(moreToRead);
    readOnly.forEach(path -> readable.add(path.toAbsolutePath()));
    ExecutionConfig.Builder builder =
        ExecutionConfig.builder()
            .overrideLimits(explicitLimits())
            .isolation(isolation)
            .order(order)
            .warm(warm)
            .pinCpus(pinCpus)
            .preload(modules)
            .readOnlyPaths(readable)
            .debugDirectory(debugDir)
            .listener(counters);
    return workers == null ? builder : builder.workers(workers);
  }

  private static ExecutionConfig build(ExecutionConfig.Builder builder) {
    try {
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw OptionNames.usage(e);
    }
  }

  /** Returns the limits given as options. */
  LimitOverrides explicitLimits() {
    try {
      return LimitOverrides.NONE
          .withWallTime(timeout)
          .withCpuTime(cpuTime)
          .withMemory(memory)
          .withOutput(outputLimit)
          .withMaxProcesses(maxProcesses)
          .withFileSize(fileSize)
          .withStack(stack);
    } catch (IllegalArgumentException e) {
      throw OptionNames.usage(e);
    }
  }

  /** Opens an executor; options that the backend rejects are reported as incorrect usage. */
  static CodeExecutor open(ExecutionConfig config) throws IOException {
    try {
      return CodeExecutor.create(config);
    } catch (IllegalArgumentException e) {
      throw OptionNames.usage(e);
    }
  }

  /** Warns of options that have no effect without isolation. */
  void warnOfLimits() {
    if (!isolation.equals(Isolation.NONE)) {
      return;
    }
    if (maxProcesses != null) {
      System.err.println("sce: --max-processes is not enforced with --isolation none");
    }
    if (fileSize != null) {
      System.err.println("sce: --file-size is not enforced with --isolation none");
    }
    if (stack != null) {
      System.err.println("sce: --stack is not enforced with --isolation none");
    }
    if (pinCpus) {
      System.err.println("sce: --pin-cpus has no effect with --isolation none");
    }
  }
}
