package dev.sce.json;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Counts bytes read from inputs, so that progress can be shown before their end is known. */
public final class ByteCounter {
  private final AtomicLong count = new AtomicLong();

  /** Returns the bytes read so far. */
  public long get() {
    return count.get();
  }

  /** Counts bytes that were read in another way. */
  void add(long bytes) {
    count.addAndGet(bytes);
  }

  /** Returns a stream that counts what is read of it here. */
  public InputStream counting(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int value = super.read();
        count.addAndGet(value < 0 ? 0 : 1);
        return value;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count.addAndGet(Math.max(read, 0));
        return read;
      }
    };
  }
}
