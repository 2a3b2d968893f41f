package dev.sce.internal.process;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.Blob;
import dev.sce.CapturedOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads one output stream to its end, keeps a prefix, and tells when there is more than that.
 *
 * <p>It never stops reading, so the program never blocks on a full pipe while it is being killed.
 */
final class OutputPump implements Runnable {
  private static final int CHUNK = 16 * 1024;

  private final InputStream in;
  private final int limit;
  private final Runnable onOverflow;

  @GuardedBy("this")
  private byte[] kept = new byte[0];

  @GuardedBy("this")
  private int length;

  @GuardedBy("this")
  private boolean truncated;

  OutputPump(InputStream in, int limit, Runnable onOverflow) {
    this.in = in;
    this.limit = limit;
    this.onOverflow = onOverflow;
  }

  @Override
  public void run() {
    byte[] chunk = new byte[CHUNK];
    try (in) {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        if (keep(chunk, count)) {
          onOverflow.run();
        }
      }
    } catch (IOException e) {
      // The stream was closed under us because the program is gone; what was read is kept.
    }
  }

  /** Keeps what fits; true the first time that something does not. */
  private synchronized boolean keep(byte[] chunk, int count) {
    int fitting = Math.min(count, limit - length);
    if (kept.length < length + fitting) {
      int capacity = (int) Math.min(limit, Math.max(2L * kept.length, length + (long) fitting));
      kept = Arrays.copyOf(kept, capacity);
    }
    System.arraycopy(chunk, 0, kept, length, fitting);
    length += fitting;
    boolean first = fitting < count && !truncated;
    truncated |= first;
    return first;
  }

  /** Returns what has been read so far. */
  synchronized CapturedOutput captured() {
    return new CapturedOutput(Blob.of(kept, 0, length), truncated);
  }
}
