package dev.sce.cli;

import dev.sce.eval.results.EvaluationDirectory;
import dev.sce.judge.language.LanguageTable;
import dev.sce.report.page.ReportPage;
import dev.sce.support.LogText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code sce report}. */
@Command(
    name = "report",
    description = {
      "Writes an evaluation as one HTML page that needs no network.",
      "It holds programs and what they printed: the samples are read again and compared with those"
          + " that were judged. If they are not there any more, the page says so."
    },
    customSynopsis = "sce report DIR [-o FILE]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit status: 0 the page was written; 1 failure of sce; 2 incorrect usage or unreadable",
      "input."
    })
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The directory that 'sce eval -o' wrote.")
  Path directory = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The page to write. Default: report.html.")
  Path output = Path.of("report.html");

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

  @Override
  public Integer call() throws IOException {
    check("-o", output);
    write(directory, output, samples, problems, LanguagesFile.read(languages));
    return ExitCode.OK;
  }

  /** Checks the file of an option before any work is done. */
  static void check(String option, Path file) {
    if (file.equals(Path.of("-"))) {
      throw new UsageException(option + " must be a file; a page is opened from one");
    }
    if (Files.isDirectory(file)) {
      throw new UsageException(option + " must be a file, but " + file + " is a directory");
    }
  }

  /** Writes the page and says what it does not hold. */
  static void write(
      Path directory,
      Path output,
      @Nullable String samples,
      @Nullable String problems,
      LanguageTable languages)
      throws IOException {
    ReportPage.Written written =
        new ReportPage(
                EvaluationDirectory.open(directory), samples, problems, languages, Main.version())
            .write(output);
    if (written.withoutPrograms() != null) {
      System.err.println(
          "sce: WARNING: the page has no programs: " + LogText.clean(written.withoutPrograms()));
    }
    System.err.println(
        "sce: wrote %s: %,d samples, messages and programs of %,d"
            .formatted(LogText.clean(output.toString()), written.samples(), written.withDetails()));
  }
}
