package dev.sce.cli;

import dev.sce.CodeExecutor;
import dev.sce.DataSize;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionCounters;
import dev.sce.Isolation;
import dev.sce.LimitOverrides;
import dev.sce.Warm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options shared by all commands that run programs: limits, isolation, warm interpreters. */
class SandboxOptions {
  @Option(names = "--timeout", paramLabel = "TIME", descriptionKey = "WALL_TIME")
  @Nullable Duration timeout;

  @Option(names = "--cpu-time", paramLabel = "TIME", descriptionKey = "CPU_TIME")
  @Nullable Duration cpuTime;

  @Option(names = "--memory", paramLabel = "SIZE", descriptionKey = "MEMORY")
  @Nullable DataSize memory;

  @Option(names = "--output-limit", paramLabel = "SIZE", descriptionKey = "OUTPUT")
  @Nullable DataSize outputLimit;

  @Option(names = "--max-processes", paramLabel = "N", descriptionKey = "MAX_PROCESSES")
  @Nullable Integer maxProcesses;

  @Option(names = "--file-size", paramLabel = "SIZE", descriptionKey = "FILE_SIZE")
  @Nullable DataSize fileSize;

  @Option(names = "--stack", paramLabel = "SIZE", descriptionKey = "STACK")
  @Nullable DataSize stack;

  @Option(names = "--workers", paramLabel = "N", descriptionKey = "WORKERS")
  @Nullable Integer workers;

  @Option(names = "--max-idle-programs", paramLabel = "N", descriptionKey = "MAX_IDLE_PROGRAMS")
  @Nullable Integer maxIdlePrograms;

  @Option(names = "--isolation", paramLabel = "KIND", descriptionKey = "ISOLATION")
  Isolation isolation = Isolation.AUTO;

  @Option(names = "--warm", paramLabel = "KIND", descriptionKey = "WARM")
  Warm warm = Warm.AUTO;

  @Option(names = "--pin-cpus", descriptionKey = "PIN_CPUS")
  boolean pinCpus;

  @Option(names = "--preload", paramLabel = "MODULE,…", split = ",", descriptionKey = "PRELOAD")
  List<String> preload = new ArrayList<>();

  @Option(names = "--read-only", paramLabel = "PATH", descriptionKey = "READ_ONLY_PATHS")
  List<Path> readOnly = new ArrayList<>();

  @Option(names = "--debug-dir", paramLabel = "DIR", descriptionKey = "DEBUG_DIRECTORY")
  @Nullable Path debugDir;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Read options from a file with lines like 'workers=4'. Default: none.")
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

  ExecutionConfig.Builder builder(List<Path> moreToRead, List<String> moreToImport) {
    List<String> modules = new ArrayList<>(moreToImport);
    modules.addAll(preload);
    List<Path> readable = new ArrayList<>(moreToRead);
    readOnly.forEach(path -> readable.add(path.toAbsolutePath()));
    ExecutionConfig.Builder builder =
        ExecutionConfig.builder()
            .overrideLimits(explicitLimits())
            .isolation(isolation)
            .warm(warm)
            .pinCpus(pinCpus)
            .preload(modules)
            .readOnlyPaths(readable)
            .debugDirectory(debugDir)
            .listener(counters);
    if (maxIdlePrograms != null) {
      builder.maxIdlePrograms(maxIdlePrograms);
    }
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
    if (maxIdlePrograms != null) {
      System.err.println("sce: --max-idle-programs has no effect with --isolation none");
    }
    if (pinCpus) {
      System.err.println("sce: --pin-cpus has no effect with --isolation none");
    }
  }
}
