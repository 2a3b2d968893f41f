package dev.sce.cli;

import dev.sce.ExecutionConfig;
import dev.sce.ResultOrder;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of commands that run programs from files: also resuming, order and progress. */
final class ExecutionOptions extends SandboxOptions {
  @Option(
      names = "--resume",
      description = "Skip rows that are already in the results file and append the others.")
  boolean resume;

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
