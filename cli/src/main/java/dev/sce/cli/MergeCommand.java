package dev.sce.cli;

import dev.sce.Outcome;
import dev.sce.eval.ShardMerge;
import dev.sce.eval.results.EvaluationDirectory;
import dev.sce.json.IndexedLines;
import dev.sce.json.ResultSink;
import dev.sce.json.ShardLines;
import dev.sce.json.rows.OutcomeCounts;
import dev.sce.json.rows.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code sce merge}. */
@Command(
    name = "merge",
    description = {
      "Puts together what 'sce eval --shard' or 'sce run --shard' wrote, as one machine would have"
          + " written it.",
      "Names what is missing, and refuses parts that do not belong together."
    },
    customSynopsis = {
      "sce merge DIR... -o DIR [--problems FILE] [-k 1,10,100]",
      "sce merge FILE... -o FILE [--rows N]"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit status: as of 'sce eval' and 'sce run' for all of it: 0 complete; 1 failure of sce;",
      "2 incorrect usage, missing or foreign parts; 3 some samples have no judgement, some problems",
      "no sample, or some rows no outcome."
    })
final class MergeCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PART",
      arity = "1..*",
      description =
          "All directories that 'sce eval --shard' wrote, or all files of 'sce run --shard', in any"
              + " order.")
  List<Path> parts = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PATH",
      required = true,
      description = "The directory or file to write. It must not hold results yet.")
  Path output = Path.of("");

  @Option(
      names = "--problems",
      paramLabel = "FILE",
      description = "The problems that were judged. Default: the file named to 'sce eval'.")
  @Nullable String problems;

  @Option(
      names = {"-k", "--pass-at"},
      paramLabel = "K,…",
      split = ",",
      description =
          "The k of pass@k and pass^k. Default: those of 1, 10, 100 for which every problem has"
              + " enough samples.")
  List<Integer> ks = new ArrayList<>();

  @Option(
      names = "--partial",
      description =
          "Accept problems without samples; do not exit with status 3 because of them. "
              + "Default: no.")
  boolean partial;

  @Option(
      names = "--languages",
      paramLabel = "FILE",
      description = "The additional languages that 'sce eval' was given. Default: none.")
  @Nullable Path languages;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description =
          "How many rows the input of 'sce run' has. Default: as many as the parts have, so that"
              + " last rows that are missing are not noticed.")
  @Nullable Long rows;

  @Override
  public Integer call() throws IOException {
    for (Path part : parts) {
      if (!Files.exists(part)) {
        throw new UsageException("no such file or directory: " + part);
      }
    }
    boolean directories = Files.isDirectory(parts.getFirst());
    for (Path part : parts) {
      if (Files.isDirectory(part) != directories) {
        throw new UsageException(
            "name directories of 'sce eval' or files of 'sce run', not both: "
                + parts.getFirst()
                + ", "
                + part);
      }
    }
    EvalCommand.checkPassAt(ks);
    return directories ? mergeEvaluations() : mergeRuns();
  }

  private int mergeEvaluations() throws IOException {
    if (rows != null) {
      throw new UsageException("--rows is for files of 'sce run'; leave it out");
    }
    if (Files.exists(output) && !Files.isDirectory(output)) {
      throw new UsageException("-o must be a directory, but " + output + " is a file");
    }
    List<EvaluationDirectory> shards = new ArrayList<>();
    for (Path part : parts) {
      shards.add(EvaluationDirectory.open(part));
    }
    ShardMerge.Merged merged =
        new ShardMerge(shards).write(output, problems, ks, partial, LanguagesFile.read(languages));
    EvalTable table = new EvalTable(merged.request(), merged.scores());
    table.printNotes(System.err);
    return table.finish();
  }

  private int mergeRuns() throws IOException {
    if (problems != null || !ks.isEmpty() || partial || languages != null) {
      throw new UsageException(
          "--problems, -k, --partial and --languages are for directories of 'sce eval'; leave them"
              + " out");
    }
    if (Files.isDirectory(output)) {
      throw new UsageException("-o must be a file, but " + output + " is a directory");
    }
    if (Files.exists(output) && Files.size(output) > 0) {
      throw new UsageException(output + " already holds results; name another file with -o");
    }
    OutcomeCounts outcomes = new OutcomeCounts();
    List<IndexedLines<Outcome>> open = new ArrayList<>();
    try (ResultSink sink = ResultSink.file(output)) {
      for (Path part : parts) {
        open.add(IndexedLines.open(part, ResultsFile::head));
      }
      try {
        merge(open, outcomes, sink);
      } catch (RuntimeException | IOException e) {
        // No part of the rows looks like all of them.
        sink.keep(0);
        throw e;
      }
    } finally {
      for (IndexedLines<Outcome> lines : open) {
        lines.close();
      }
    }
    long count = outcomes.total();
    System.err.printf(
        Locale.ROOT, "sce: %d %s of %d parts%n", count, count == 1 ? "row" : "rows", parts.size());
    outcomes
        .byName()
        .forEach((name, all) -> System.err.printf(Locale.ROOT, "  %-16s %8d%n", name, all));
    return outcomes.hasInconclusive() ? ExitCode.INCOMPLETE : ExitCode.OK;
  }

  private void merge(List<IndexedLines<Outcome>> lines, OutcomeCounts outcomes, ResultSink sink)
      throws IOException {
    long count =
        ShardLines.merge(
            lines,
            "row",
            (outcome, line) -> {
              outcomes.add(outcome);
              sink.write(ShardLines.ended(line));
            });
    if (rows != null && rows != count) {
      throw new UsageException(
          "the parts have "
              + count
              + " rows, but --rows says "
              + rows
              + "; a part is not finished");
    }
  }
}
