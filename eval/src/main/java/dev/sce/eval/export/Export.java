package dev.sce.eval.export;

import dev.sce.eval.results.EvaluationDirectory;
import dev.sce.eval.results.JudgedRows;
import dev.sce.eval.results.JudgedSamples;
import dev.sce.json.UnusableFileException;
import dev.sce.judge.language.LanguageTable;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Writes the results of an evaluation in a format that other software reads.
 *
 * @param directory what {@code sce eval -o} wrote
 * @param format the format
 * @param samples the samples that were judged, if they are elsewhere by now
 * @param problems the problems, if they are elsewhere by now
 * @param languages the languages that the evaluation knew
 */
public record Export(
    EvaluationDirectory directory,
    ExportFormat format,
    @Nullable String samples,
    @Nullable String problems,
    LanguageTable languages) {

  /**
   * Writes to a stream, which stays open.
   *
   * @return how many rows were left out, because they have no judgement and the format has no place
   *     for that
   * @throws dev.sce.json.UnusableFileException if files are not there, or not those of the
   *     evaluation
   */
  public long write(OutputStream out) throws IOException {
    return write(_ -> new Unclosed(out));
  }

  /** Writes to a file, which is there as a whole or not at all; or into a folder. */
  public long write(Path path) throws IOException {
    if (format.isFolder()) {
      Files.createDirectories(path);
      return write(name -> new BufferedOutputStream(Files.newOutputStream(path.resolve(name))));
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
        return write(out);
      }
    }
    return replace(Files.exists(path) ? path.toRealPath() : path);
  }

  private long replace(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Path draft = path.resolveSibling(path.getFileName() + ".tmp");
    try {
      long leftOut;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
        leftOut = write(out);
      }
      Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return leftOut;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private long write(Exporter.Target target) throws IOException {
    try (JudgedRows rows = directory.rows()) {
      if (!format.needsPrograms()) {
        return format.exporter().write(new Exported(directory, rows, null), target);
      }
      try (JudgedSamples programs =
          JudgedSamples.read(directory, rows, samples, problems, languages)) {
        return format.exporter().write(new Exported(directory, rows, programs), target);
      }
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (UncheckedIOException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new UnusableFileException(String.valueOf(cause.getMessage()), e);
    }
  }

  /** A stream that is somebody else's. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
