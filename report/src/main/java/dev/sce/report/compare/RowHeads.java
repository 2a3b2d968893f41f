package dev.sce.report.compare;

import dev.sce.json.LineReader;
import dev.sce.json.UnusableFileException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.function.BiConsumer;

/**
 * Reads the rows of {@code results.jsonl} one after the other, in the order of the file. A bit for
 * each row is kept, to notice one that occurs twice.
 */
final class RowHeads {
  private final Path path;
  private final BitSet seen = new BitSet();

  private RowHeads(Path path) {
    this.path = path;
  }

  /**
   * Hands on every row, with its line.
   *
   * @throws UnusableFileException if a line is no row, a row occurs twice, or the last one is cut
   *     off
   */
  static void read(Path path, BiConsumer<RowHead, byte[]> taker) throws IOException {
    new RowHeads(path).read(taker);
  }

  private void read(BiConsumer<RowHead, byte[]> taker) throws IOException {
    long size = Files.size(path);
    long end = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      LineReader lines = new LineReader(in, Integer.MAX_VALUE - 16);
      for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
        byte[] bytes = line.bytes();
        if (bytes == null) {
          throw unusable(line, "the line is too long; judge again without this sample");
        }
        end += bytes.length + 1L;
        if (end > size) {
          throw unusable(
              line,
              "the last line is cut off; finish the evaluation by its command with --resume, or"
                  + " remove this line");
        }
        taker.accept(head(line, bytes), bytes);
      }
    }
  }

  private RowHead head(LineReader.Line line, byte[] bytes) {
    RowHead head;
    try {
      head = RowHead.parse(bytes);
    } catch (IllegalArgumentException e) {
      throw unusable(line, e.getMessage() + "; name a directory that 'sce eval -o' wrote");
    }
    if (head.index() > Integer.MAX_VALUE) {
      throw unusable(line, "index " + head.index() + " cannot be; remove this line");
    }
    if (seen.get((int) head.index())) {
      throw unusable(line, "index " + head.index() + " occurs twice; remove one of the two rows");
    }
    seen.set((int) head.index());
    return head;
  }

  private UnusableFileException unusable(LineReader.Line line, String problem) {
    return new UnusableFileException(path + ":" + line.number() + ": " + problem);
  }
}
