package dev.sce.json;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an earlier run left in a results file.
 *
 * <p>Rows are appended in whole lines, so after a crash at most the last line is incomplete; it is
 * left out and its row runs again. Anything else that is no result row means that this is not such
 * a file, and then nothing is touched.
 */
public final class ResultLines {
  private ResultLines() {}

  /** Takes one row. */
  @FunctionalInterface
  public interface Taker {
    /** Takes a whole line without its end; returns the problem when it is no result row. */
    @Nullable String take(byte[] line);
  }

  /**
   * Reads all whole lines.
   *
   * @return the bytes from the beginning that are whole rows
   * @throws UnusableFileException when a line is no result row
   */
  public static long scan(Path path, Taker taker) throws IOException {
    return scan(path, taker, "name another file with -o, or move this one away");
  }

  /**
   * Reads all whole lines.
   *
   * @param remedy what to do about a file that is not one of results
   */
  static long scan(Path path, Taker taker, String remedy) throws IOException {
    long size = Files.size(path);
    long valid = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      LineReader lines = new LineReader(in, Integer.MAX_VALUE - 16);
      for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
        byte[] bytes = line.bytes();
        if (bytes == null) {
          throw notOurs(path, line.number(), "the line is too long", remedy);
        }
        long end = valid + bytes.length + 1;
        if (end > size) {
          return valid;
        }
        String problem = endsObject(bytes) ? taker.take(bytes) : "it is not a result row";
        if (problem != null) {
          throw notOurs(path, line.number(), problem, remedy);
        }
        valid = end;
      }
    }
    return valid;
  }

  /** Whether the line ends a JSON object; somebody's editor may have added carriage returns. */
  private static boolean endsObject(byte[] line) {
    int last = line.length - 1;
    return last > 0 && line[line[last] == '\r' ? last - 1 : last] == '}';
  }

  private static UnusableFileException notOurs(
      Path path, long line, String problem, String remedy) {
    return new UnusableFileException(path + ":" + line + ": " + problem + "; " + remedy);
  }
}
