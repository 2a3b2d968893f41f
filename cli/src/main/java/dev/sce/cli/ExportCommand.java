package dev.sce.cli;

import dev.sce.eval.export.Export;
import dev.sce.eval.export.ExportFormat;
import dev.sce.eval.results.EvaluationDirectory;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code sce export}. */
@Command(
    name = "export",
    description = {
      "Writes the results of an evaluation in a format that other software reads.",
      "For formats that hold programs, the samples are read again and compared with those that were"
          + " judged."
    },
    customSynopsis = "sce export DIR --format FORMAT [-o FILE]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit status: 0 everything was written; 1 failure of sce; 2 incorrect usage or unreadable",
      "input; 3 written, but samples without a judgement were left out."
    })
final class ExportCommand implements Callable<Integer> {
  private static final String STANDARD_OUTPUT = "-";

  @Parameters(paramLabel = "DIR", description = "The directory that 'sce eval -o' wrote.")
  Path directory = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      required = true,
      description = "The format: ${COMPLETION-CANDIDATES}.",
      completionCandidates = FormatNames.class)
  String format = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "The file to write; with multipl-e, the directory for its files. Default: standard"
              + " output.")
  String output = STANDARD_OUTPUT;

  @Option(
      names = "--samples",
      paramLabel = "FILE",
      description = "The samples that were judged. Default: the file named to 'sce eval'.")
  @Nullable String samples;

  @Option(
      names = "--problems",
      paramLabel = "FILE",
      description = "The problems that were judged. Default: the file named to 'sce eval'.")
  @Nullable String problems;

  @Option(
      names = "--languages",
      paramLabel = "FILE",
      description = "The additional languages that 'sce eval' was given. Default: none.")
  @Nullable Path languages;

  /** The formats that {@code --help} shows. */
  private static final class FormatNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }
  }

  private static List<String> names() {
    return Stream.of(ExportFormat.values()).map(ExportFormat::label).toList();
  }

  @Override
  public Integer call() throws IOException {
    ExportFormat wanted =
        ExportFormat.named(format)
            .orElseThrow(() -> UsageException.noneOf("--format", names(), format));
    boolean toStandardOutput = output.equals(STANDARD_OUTPUT);
    if (wanted.isFolder() && toStandardOutput) {
      throw new UsageException(
          "-o DIR is missing: " + wanted.label() + " is a directory with a file for each problem");
    }
    if (!wanted.isFolder() && Files.isDirectory(Path.of(output))) {
      throw new UsageException("-o must be a file, but " + output + " is a directory");
    }
    if (wanted.isFolder() && Files.isRegularFile(Path.of(output))) {
      throw new UsageException("-o must be a directory, but " + output + " is a file");
    }
    Export export =
        new Export(
            EvaluationDirectory.open(directory),
            wanted,
            samples,
            problems,
            LanguagesFile.read(languages));
    long leftOut = toStandardOutput ? print(export) : export.write(Path.of(output));
    if (leftOut > 0) {
      System.err.println(
          "sce: WARNING: "
              + leftOut
              + (leftOut == 1 ? " sample without" : " samples without")
              + " judgement left out; see 'detail' in "
              + export.directory().resultsFile());
      return ExitCode.INCOMPLETE;
    }
    return ExitCode.OK;
  }

  private static long print(Export export) throws IOException {
    // Not System.out, which swallows failures to write.
    try (OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))) {
      return export.write(out);
    }
  }
}
