package dev.sce.spark;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer that comes in chunks (RFC 9112, section 7.1). */
final class ChunkedInput extends InputStream {
  private final InputStream in;
  private int left;
  private boolean began;
  private boolean ended;

  /** Reads from where the first chunk's size stands. */
  ChunkedInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int count = in.read(bytes, offset, Math.min(length, left));
    if (count < 0) {
      throw new EOFException("the connection closed within an answer");
    }
    left -= count;
    return count;
  }

  private void nextChunk() throws IOException {
    if (began) {
      // The end of the chunk before.
      line(in);
    }
    began = true;
    String size = line(in);
    int extension = size.indexOf(';');
    try {
      left = Integer.parseInt(extension < 0 ? size : size.substring(0, extension), 16);
    } catch (NumberFormatException e) {
      throw new IOException("no size of a chunk: " + size, e);
    }
    ended = left == 0;
  }

  /** Reads a line that ends with CR and LF, without these. */
  static String line(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection closed");
      }
      if (c != '\r') {
        text.append((char) c);
      }
    }
    return text.toString();
  }
}
