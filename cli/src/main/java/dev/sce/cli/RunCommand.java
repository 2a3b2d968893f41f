package dev.sce.cli;

import dev.sce.ExecutionConfig;
import dev.sce.json.InputFiles;
import dev.sce.json.InputSource;
import dev.sce.json.rows.RowPreparer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code sce run}. */
@Command(
    name = "run",
    description = {
      "Runs one program for each input row and writes one result row for each.",
      "A row is a JSON object. Templates turn it into files, or the row has its own 'files' and"
          + " 'commands'."
    },
    customSynopsis = "sce run INPUT… [-o results.jsonl] [options] [-- COMMAND ARG…]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Times are written 10s, 250ms, 2m; sizes 512k, 64m, 2g (powers of 1024).",
      "Every option that takes a single value, or a list separated by commas, can also be set in the",
      "--config file (workers=4) or in the environment (SCE_WORKERS=4).",
      "Exit status: 0 every row was executed; 1 failure of sce; 2 incorrect usage or unreadable input;",
      "3 finished, but some rows are INVALID_INPUT or SANDBOX_FAULT; 130 interrupted."
    })
final class RunCommand implements Callable<Integer> {
  private final List<String> trailingCommand;

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description =
          "Rows: JSONL, a JSON array (also .gz, .zst) or Parquet; a file, a pattern such as"
              + " 'data/*.parquet', a folder of shards, or - for standard input.")
  List<String> inputs = new ArrayList<>();

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description =
          "Which part of a folder of shards, such as 'data/test-00000-of-00001.parquet': 'test'."
              + " Default: the only one.")
  @Nullable String split;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "File for the result rows; - for standard output. Default: standard output.")
  @Nullable Path output;

  @Option(
      names = "--file",
      paramLabel = "NAME=TEMPLATE",
      description =
          "A file of the program; '{{field}}' and '{{a.b}}' are replaced by the row's "
              + "values, '\\n' by a newline, '\\\\' by a backslash. NAME=@PATH reads the "
              + "template from a file, without interpreting backslashes. Repeatable. Default: "
              + "'main.py={{code}}'.")
  List<String> files = new ArrayList<>();

  @Option(
      names = "--stdin",
      paramLabel = "TEMPLATE",
      description = "Standard input of every command. Default: empty.")
  @Nullable String stdin;

  @Option(
      names = "--command",
      paramLabel = "'CMD ARGS'",
      description =
          "A command, split as a shell would, but no shell is run; commands run in "
              + "order. One command can also be given as words after '--'. Repeatable. Default: 'python3 "
              + "main.py'.")
  List<String> commands = new ArrayList<>();

  @Option(
      names = "--id",
      paramLabel = "FIELD",
      description = "Field that identifies the row. Default: 'id', else 'task_id', else its index.")
  @Nullable String id;

  @Option(
      names = "--track",
      paramLabel = "NAME",
      description =
          "A file to read back after the last command, at most 16m. Repeatable. Default: none.")
  List<String> tracked = new ArrayList<>();

  @Option(names = "--num-times", paramLabel = "N", descriptionKey = "NUM_TIMES")
  int numTimes = 1;

  @Option(names = "--dedupe", descriptionKey = "DEDUPE")
  boolean dedupe;

  @Option(names = "--cache", paramLabel = "DIR", descriptionKey = "RESULT_CACHE")
  @Nullable Path cache;

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description =
          "Write totals and times as JSON; '-' is standard output and requires -o. "
              + "Default: a table on standard error.")
  @Nullable String summary;

  @Mixin ExecutionOptions execution = new ExecutionOptions();

  /** Creates the command; the words after {@code --} are one command to run. */
  RunCommand(List<String> trailingCommand) {
    this.trailingCommand = List.copyOf(trailingCommand);
  }

  @Override
  public Integer call() throws IOException {
    if (Path.of("-").equals(output)) {
      output = null;
    }
    if (split != null && inputs.stream().map(Path::of).noneMatch(Files::isDirectory)) {
      throw new UsageException("--split chooses among the shards of a folder, but no input is one");
    }
    List<InputSource> sources =
        inputs.stream()
            .map(input -> InputFiles.shards(Path.of(input), split))
            .flatMap(input -> InputFiles.of(input).stream())
            .map(file -> new InputSource(file.toString()))
            .toList();
    for (InputSource source : sources) {
      source
          .problem()
          .ifPresent(
              problem -> {
                throw new UsageException(problem);
              });
    }
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
    if (execution.resume && output == null) {
      throw new UsageException("--resume needs the results file of the earlier run: -o FILE");
    }
    ProgramOptions programs = new ProgramOptions(files, stdin, commands, trailingCommand, tracked);
    RowPreparer preparer = programs.preparer(numTimes);
    ExecutionConfig configuration = execution.configuration(dedupe, cache);
    execution.warnOfLimits();
    return new RunJob(this, sources, preparer, configuration).run();
  }

  private static boolean isSameFile(Path a, Path b) {
    return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
  }
}
