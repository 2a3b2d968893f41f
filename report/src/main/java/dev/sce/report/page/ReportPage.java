package dev.sce.report.page;

import dev.sce.eval.results.EvaluationDirectory;
import dev.sce.eval.results.JudgedRow;
import dev.sce.eval.results.JudgedRows;
import dev.sce.eval.results.JudgedSamples;
import dev.sce.json.UnusableFileException;
import dev.sce.judge.language.LanguageTable;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.PrimitiveIterator;
import org.jspecify.annotations.Nullable;

/**
 * Writes an evaluation as one HTML page.
 *
 * @param directory what {@code sce eval -o} wrote
 * @param samples the samples that were judged, if they are elsewhere by now
 * @param problems the problems, if they are elsewhere by now
 * @param languages the languages that the evaluation knew
 * @param version the version of {@code sce}, which the page names
 * @param detailBytes the most that programs and messages may take in the page, compressed
 */
public record ReportPage(
    EvaluationDirectory directory,
    @Nullable String samples,
    @Nullable String problems,
    LanguageTable languages,
    String version,
    long detailBytes) {
  /** What programs and messages may take unless told otherwise. */
  public static final long DETAIL_BYTES = 8L << 20;

  /** Writes a page of usual size; see the other parameters. */
  public ReportPage(
      EvaluationDirectory directory,
      @Nullable String samples,
      @Nullable String problems,
      LanguageTable languages,
      String version) {
    this(directory, samples, problems, languages, version, DETAIL_BYTES);
  }

  /**
   * What became of writing a page.
   *
   * @param samples how many samples it shows
   * @param withDetails of how many it holds the program and messages
   * @param withoutPrograms why it holds no programs; absent if it does
   */
  public record Written(int samples, int withDetails, @Nullable String withoutPrograms) {}

  /**
   * Writes the page to a file, which is there as a whole or not at all. One that is there is
   * replaced.
   *
   * @throws UnusableFileException if rows are not readable
   */
  public Written write(Path file) throws IOException {
    PageModel model = model();
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A device or a pipe.
      render(model, file);
    } else {
      replace(Files.exists(file) ? file.toRealPath() : file, model);
    }
    return new Written(model.samples(), model.withDetails(), model.withoutPrograms());
  }

  private static void replace(Path file, PageModel model) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Path draft = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      render(model, draft);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  @SuppressWarnings("NullAway") // templates may do without an interceptor
  private static void render(PageModel model, Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      JtepageGenerated.render(new OwaspHtmlTemplateOutput(new WriterOutput(out)), null, model);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private PageModel model() throws IOException {
    try (JudgedRows source = directory.rows()) {
      if (source.size() == 0) {
        throw new UnusableFileException(directory.resultsFile() + " has no rows yet");
      }
      Rows rows = Rows.read(source);
      Details details = new Details(detailBytes);
      String withoutPrograms = addDetails(details, rows, source);
      Conditions conditions = new Conditions(directory);
      return new PageModel(
          directory,
          rows,
          conditions,
          version,
          Scoring.of(rows),
          details,
          withoutPrograms,
          PageData.packed(rows, details, conditions, withoutPrograms));
    }
  }

  /** Returns why there are no programs; nothing if there are. */
  private @Nullable String addDetails(Details details, Rows rows, JudgedRows source)
      throws IOException {
    JudgedSamples programs;
    try {
      programs = JudgedSamples.read(directory, source, samples, problems, languages);
    } catch (UnusableFileException | UncheckedIOException e) {
      fill(details, rows, source, null);
      return String.valueOf(e.getMessage());
    }
    try (programs) {
      fill(details, rows, source, programs);
    }
    return null;
  }

  private static void fill(
      Details details, Rows rows, JudgedRows source, @Nullable JudgedSamples programs) {
    PrimitiveIterator.OfInt order =
        DetailOrder.of(rows.columns(), rows.clusters().inOrder().size(), rows.problems().size())
            .iterator();
    int[] positions = new int[rows.columns().size()];
    int taken = 0;
    boolean room = true;
    while (room && order.hasNext()) {
      int position = order.nextInt();
      positions[taken++] = position;
      JudgedRow row = source.row(position);
      room = details.add(SampleDetail.json(row, programs));
    }
    details.finish();
    for (int i = 0; i < details.count(); i++) {
      rows.columns().setDetail(positions[i], i + 1);
    }
  }
}
