package dev.sce.json;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the elements of a JSON array, one after the other, without understanding them: brackets and
 * strings tell where each ends. So one over the limit is passed over without being held in memory,
 * and the next one is found.
 *
 * <p>Not thread-safe.
 */
final class ArrayElements {
  private static final int CHUNK = 1 << 16;
  private static final int END = -1;

  private final InputStream in;
  private final int limit;
  private final byte[] chunk = new byte[CHUNK];
  private int position;
  private int end;
  private long line = 1;
  private boolean started;
  private boolean cutOff;

  /**
   * Makes a reader.
   *
   * @param in not closed by it
   * @param limit bytes of the longest element that is held
   */
  ArrayElements(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /**
   * One element.
   *
   * @param line where it begins, from 1
   * @param bytes its text, never changed; absent when it is over the limit
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never a key
  record Element(long line, byte @Nullable [] bytes) {}

  /**
   * Reads up to the first element.
   *
   * @throws IOException saying what it is when the input does not begin with an array
   */
  void open() throws IOException {
    if (peek() == 0xEF) {
      // A byte order mark, which takes three bytes.
      position = Math.min(position + 3, end);
    }
    skipBlanks();
    if (peek() == END) {
      throw new EOFException("is empty or cut off");
    }
    if (peek() != '[') {
      throw new IOException("is not a JSON array; rename it to .jsonl if it has one row a line");
    }
    position++;
  }

  /**
   * Returns the next element, which may be no JSON at all; null after the last.
   *
   * @throws EOFException when the input ends before the array
   */
  @Nullable Element next() throws IOException {
    skipBlanks();
    int c = peek();
    if (started && c == ',') {
      position++;
      skipBlanks();
      c = peek();
    } else if (c == ']') {
      position++;
      return null;
    }
    if (c == END) {
      throw new EOFException("the array is cut off");
    }
    started = true;
    return element();
  }

  /** Whether the input ended within what {@link #next()} returned last. */
  boolean isCutOff() {
    return cutOff;
  }

  /** Whether anything but white space is left. */
  boolean hasMore() throws IOException {
    skipBlanks();
    return peek() != END;
  }

  /** Returns the line that was come to, from 1. */
  long line() {
    return line;
  }

  private Element element() throws IOException {
    long begin = line;
    Bytes bytes = new Bytes(limit);
    boolean text = false;
    boolean escaped = false;
    int depth = 0;
    while (fill()) {
      int from = position;
      boolean ended = false;
      for (; position < end && !ended; position++) {
        byte c = chunk[position];
        line += c == '\n' ? 1 : 0;
        if (text) {
          text = escaped || c != '"';
          escaped = !escaped && c == '\\';
        } else if (c == '"') {
          text = true;
        } else if (c == '[' || c == '{') {
          depth++;
        } else if (depth == 0 && (c == ',' || c == ']')) {
          ended = true;
        } else if (c == ']' || c == '}') {
          depth--;
        }
      }
      position -= ended ? 1 : 0;
      bytes.add(chunk, from, position - from);
      if (ended) {
        return new Element(begin, bytes.whole());
      }
    }
    cutOff = true;
    return new Element(begin, bytes.whole());
  }

  private void skipBlanks() throws IOException {
    for (int c = peek(); c == ' ' || c == '\n' || c == '\r' || c == '\t'; c = peek()) {
      line += c == '\n' ? 1 : 0;
      position++;
    }
  }

  private int peek() throws IOException {
    return fill() ? chunk[position] & 0xFF : END;
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
