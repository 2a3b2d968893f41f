package dev.sce.server.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A body as a stream that one thread reads while another fills it. What has been received and not
 * been read is bounded: beyond that, nothing more is taken from the socket. A body that pauses for
 * too long while nothing is being done for its request is given up.
 */
final class BodyStream extends InputStream {
  private static final int HIGH = 256 << 10;
  private static final int LOW = 64 << 10;

  private final Runnable pause;
  private final Runnable resume;
  private final Supplier<Duration> patience;
  private final BooleanSupplier mayPause;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();

  @GuardedBy("lock")
  private int size;

  @GuardedBy("lock")
  private int position;

  @GuardedBy("lock")
  private boolean paused;

  @GuardedBy("lock")
  private boolean ended;

  @GuardedBy("lock")
  private boolean broken;

  /**
   * Makes a stream.
   *
   * @param patience how long the body may pause, each time that it does
   * @param mayPause whether it may pause for longer: something is being done for the request, or we
   *     take nothing from the socket
   */
  BodyStream(
      Runnable pause, Runnable resume, Supplier<Duration> patience, BooleanSupplier mayPause) {
    this.pause = pause;
    this.resume = resume;
    this.patience = patience;
    this.mayPause = mayPause;
  }

  /** Takes what was received. */
  void receive(byte[] chunk) {
    if (chunk.length == 0) {
      return;
    }
    lock.lock();
    try {
      if (broken) {
        return;
      }
      chunks.add(chunk);
      size += chunk.length;
      if (size > HIGH && !paused) {
        paused = true;
        pause.run();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The body is complete. */
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The client has hung up in the middle. */
  void abort() {
    lock.lock();
    try {
      broken = !ended;
      if (broken) {
        // Nobody reads them any more.
        chunks.clear();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void awaitBytes() throws InterruptedException, IOException {
    Duration most = patience.get();
    long left = most.toNanos();
    while (chunks.isEmpty() && !ended && !broken) {
      left = changed.awaitNanos(left);
      if (left <= 0 && mayPause.getAsBoolean()) {
        left = most.toNanos();
      } else if (left <= 0) {
        throw new PausedBodyException(most);
      }
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, to.length);
    if (length == 0) {
      return 0;
    }
    lock.lock();
    try {
      awaitBytes();
      if (broken) {
        throw new IOException("the client has hung up");
      }
      byte[] chunk = chunks.peek();
      if (chunk == null) {
        return -1;
      }
      int taken = Math.min(length, chunk.length - position);
      System.arraycopy(chunk, position, to, offset, taken);
      position += taken;
      size -= taken;
      if (position == chunk.length) {
        chunks.remove();
        position = 0;
      }
      if (paused && size < LOW) {
        paused = false;
        resume.run();
      }
      return taken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      lock.unlock();
    }
  }
}
