package dev.sce.json;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines as bytes. A line over the limit is passed over without being held in memory.
 *
 * <p>Not thread-safe.
 */
public final class LineReader {
  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final int limit;
  private final byte[] chunk = new byte[CHUNK];
  private int position;
  private int end;
  private long number;

  /**
   * Makes a reader.
   *
   * @param in not closed by it
   * @param limit bytes of the longest line that is held
   */
  public LineReader(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /** One line without its end. */
  public static final class Line {
    private final long number;
    private final byte @Nullable [] bytes;

    private Line(long number, byte @Nullable [] bytes) {
      this.number = number;
      this.bytes = bytes;
    }

    /** Returns its number, from 1. */
    public long number() {
      return number;
    }

    /** Returns its bytes, not copied; null when the line is over the limit. */
    public byte @Nullable [] bytes() {
      return bytes;
    }

    /** Whether it has nothing but white space. */
    public boolean isBlank() {
      if (bytes == null) {
        return false;
      }
      for (byte b : bytes) {
        if (b != ' ' && b != '\t' && b != '\r') {
          return false;
        }
      }
      return true;
    }
  }

  /** Returns the next line; null at the end of the input. */
  public @Nullable Line next() throws IOException {
    if (!fill()) {
      return null;
    }
    Bytes line = new Bytes(limit);
    number++;
    do {
      int start = position;
      while (position < end && chunk[position] != '\n') {
        position++;
      }
      line.add(chunk, start, position - start);
      if (position < end) {
        position++;
        break;
      }
    } while (fill());
    return new Line(number, line.whole());
  }

  private boolean fill() throws IOException {
    if (position < end) {
      return true;
    }
    position = 0;
    end = Math.max(in.read(chunk), 0);
    return end > 0;
  }
}
