package dev.sce.cli;

import dev.sce.DataSize;
import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.Limits;
import dev.sce.ResultOrder;
import dev.sce.Warm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code sce run}. */
@Command(
    name = "run",
    description = {
      "Runs one program for each row of the inputs and writes one result row for each.",
      "A row is a JSON object; the files of its program are made of templates, or the row states"
          + " its own 'files' and 'commands'."
    },
    customSynopsis = "sce run INPUT… [-o results.jsonl] [options] [-- COMMAND ARG…]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Times are written 10s, 250ms, 2m; sizes 512k, 64m, 2g (powers of 1024).",
      "Every option with one value can also be set in the --config file (workers=4) or in the"
          + " environment (SCE_WORKERS=4).",
      "Exit status: 0 every row was executed; 1 failure of sce; 2 wrong usage or unreadable input;",
      "3 finished, but some rows are INVALID_INPUT or SANDBOX_FAULT; 130 interrupted."
    })
final class RunCommand implements Callable<Integer> {
  private final List<String> trailingCommand;

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description = ".jsonl, .jsonl.gz, .json (an array), or - for standard input.")
  List<String> inputs = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where result rows go. Default: standard output.")
  @Nullable Path output;

  @Option(
      names = "--file",
      paramLabel = "NAME=TEMPLATE",
      description = {
        "A file of the program; {{field}} and {{a.b}} are the row's values, \\n is a newline."
            + " NAME=@PATH reads the template from a file. Repeatable.",
        "Default: main.py={{code}}"
      })
  List<String> files = new ArrayList<>();

  @Option(
      names = "--stdin",
      paramLabel = "TEMPLATE",
      description = "Standard input. Default: none.")
  @Nullable String stdin;

  @Option(
      names = "--command",
      paramLabel = "'CMD ARGS'",
      description = {
        "A command, split as a shell would; no shell is run. Repeatable, run in order.",
        "Default: python3 main.py"
      })
  List<String> commands = new ArrayList<>();

  @Option(
      names = "--id",
      paramLabel = "FIELD",
      description = "The row's identity. Default: id, else task_id, else its index.")
  @Nullable String id;

  @Option(
      names = "--track",
      paramLabel = "NAME",
      description = "A file to read back after the last command. Repeatable.")
  List<String> tracked = new ArrayList<>();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "Wall-clock time of one command. Default: 10s.")
  @Nullable Duration timeout;

  @Option(
      names = "--cpu-time",
      paramLabel = "TIME",
      description = "Processor time of one command's whole process tree. Default: unlimited.")
  @Nullable Duration cpuTime;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "Memory of one command's whole process tree. Default: 2g.")
  @Nullable DataSize memory;

  @Option(
      names = "--output-limit",
      paramLabel = "SIZE",
      description = "Output of one command, for each of its two streams. Default: 1m.")
  @Nullable DataSize outputLimit;

  @Option(
      names = "--max-processes",
      paramLabel = "N",
      description = "Processes and threads of one command at once. Default: 64.")
  @Nullable Integer maxProcesses;

  @Option(
      names = "--file-size",
      paramLabel = "SIZE",
      description = "The largest file a command may write. Default: 64m.")
  @Nullable DataSize fileSize;

  @Option(
      names = "--num-times",
      paramLabel = "N",
      description = "Run each command N times and report the mean runtime. Default: 1.")
  int numTimes = 1;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Programs at once. Default: the processors available to this process.")
  @Nullable Integer workers;

  @Option(
      names = "--isolation",
      paramLabel = "KIND",
      description = {
        "auto, namespaces, landlock or none. 'auto' takes the strongest that this machine gives and"
            + " refuses to start when it gives none.",
        "Default: auto."
      })
  Isolation isolation = Isolation.AUTO;

  @Option(
      names = "--warm",
      paramLabel = "KIND",
      description = {
        "auto or off: whether Python programs are forked from an interpreter that is kept ready in"
            + " their sandbox.",
        "Default: auto."
      })
  Warm warm = Warm.AUTO;

  @Option(
      names = "--preload",
      paramLabel = "MODULE,…",
      split = ",",
      description =
          "Python modules that warm interpreters import ahead, like numpy. Default: none.")
  List<String> preload = new ArrayList<>();

  @Option(
      names = "--read-only",
      paramLabel = "PATH",
      description =
          "A file or folder of this machine that programs may read besides the usual ones."
              + " Repeatable.")
  List<Path> readOnly = new ArrayList<>();

  @Option(
      names = "--resume",
      description = "Skip the rows that the output file already holds, and add the others to it.")
  boolean resume;

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description = "Order of the result rows: input or completion. Default: input.")
  ResultOrder order = ResultOrder.INPUT;

  @Option(
      names = "--debug-dir",
      paramLabel = "DIR",
      description = "Keep every program's files there. Default: they are removed.")
  @Nullable Path debugDir;

  @Option(
      names = "--progress",
      paramLabel = "KIND",
      description = {
        "auto, bar, plain or none: a bar on a terminal, a line now and then elsewhere.",
        "Default: auto."
      })
  Progress.Kind progress = Progress.Kind.AUTO;

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description = "Write totals and times as JSON; - for standard output.")
  @Nullable String summary;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Read options from a file with lines like workers=4.")
  @Nullable Path config;

  /** Makes the command; what stood behind {@code --} is one command to run. */
  RunCommand(List<String> trailingCommand) {
    this.trailingCommand = List.copyOf(trailingCommand);
  }

  @Override
  public Integer call() throws IOException {
    List<InputSource> sources = inputs.stream().map(InputSource::new).toList();
    sources.forEach(InputSource::check);
    if (sources.stream().filter(InputSource::isStandardInput).count() > 1) {
      throw new UsageException("standard input (-) can be read only once");
    }
    if ("-".equals(summary) && output == null) {
      throw new UsageException(
          "--summary - and the result rows would both go to standard output; add -o FILE");
    }
    if (summary != null && output != null && isSameFile(Path.of(summary), output)) {
      throw new UsageException("--summary and -o name the same file: " + output);
    }
    if (resume && output == null) {
      throw new UsageException("--resume needs the results file of the earlier run: -o FILE");
    }
    ProgramOptions programs = new ProgramOptions(files, stdin, commands, trailingCommand, tracked);
    RowPreparer preparer = programs.preparer(numTimes);
    ExecutionConfig configuration = configuration();
    warnOfLimits();
    return new RunJob(this, sources, preparer, configuration).run();
  }

  private static boolean isSameFile(Path a, Path b) {
    return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
  }

  private ExecutionConfig configuration() {
    try {
      ExecutionConfig.Builder builder =
          ExecutionConfig.builder()
              .limits(new Limits(timeout, cpuTime, memory, outputLimit, maxProcesses, fileSize))
              .isolation(isolation)
              .order(order)
              .warm(warm)
              .preload(preload)
              .readOnlyPaths(readOnly.stream().map(Path::toAbsolutePath).toList())
              .debugDirectory(debugDir);
      if (workers != null) {
        builder.workers(workers);
      }
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage());
    }
  }

  /** Says which limits that somebody asked for are not enforced without isolation. */
  private void warnOfLimits() {
    if (isolation != Isolation.NONE) {
      return;
    }
    if (maxProcesses != null) {
      System.err.println("sce: --max-processes is not enforced with --isolation none");
    }
    if (fileSize != null) {
      System.err.println("sce: --file-size is not enforced with --isolation none");
    }
  }

  /** Reads a time on the command line. */
  static final class TimeConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return DurationText.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Reads a size on the command line. */
  static final class SizeConverter implements ITypeConverter<DataSize> {
    @Override
    public DataSize convert(String text) {
      try {
        return DataSize.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
