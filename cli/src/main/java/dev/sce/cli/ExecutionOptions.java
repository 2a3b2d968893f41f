package dev.sce.cli;

import dev.sce.ExecutionConfig;
import dev.sce.ResultOrder;
import dev.sce.json.Shard;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that run programs from files: also resuming, order and progress. */
final class ExecutionOptions extends SandboxOptions {
  @Option(
      names = "--resume",
      description = "Skip rows that are already in the results file and append the others.")
  boolean resume;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description =
          "Do only one of N parts of the work, counted from 0: every N-th row, or problem with all"
              + " its samples. 'sce merge' puts the parts together. Default: all of it.")
  @Nullable Shard shard;

  @Option(names = "--order", paramLabel = "ORDER", descriptionKey = "ORDER")
  ResultOrder order = ResultOrder.INPUT;

  @Option(
      names = "--progress",
      paramLabel = "KIND",
      description =
          "Progress on standard error: 'bar', 'plain' (a line every ten seconds), "
              + "'none', or 'auto', which is a bar on a terminal and lines elsewhere. Default: "
              + "auto.")
  Progress.Kind progress = Progress.Kind.AUTO;

  @Override
  ExecutionConfig.Builder builder(List<Path> moreToRead, List<String> moreToImport) {
    return super.builder(moreToRead, moreToImport).order(order);
  }
}
