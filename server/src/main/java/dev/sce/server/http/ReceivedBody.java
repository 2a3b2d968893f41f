package dev.sce.server.http;

import dev.sce.Blob;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A body on its way into memory. Used by one event loop, but for what the budget calls. */
final class ReceivedBody implements BodyBudget.Reader {
  /** Bytes a second below which a sender only keeps others from being served. */
  private static final long SLOWEST = 10_000;

  private final BodyBudget budget;
  private final Runnable pause;
  private final Runnable resume;
  private final Duration patience;
  private final List<byte[]> chunks = new ArrayList<>();
  private long size;
  private long counted;
  private boolean ended;

  private final long begun = System.nanoTime();

  // Set under the budget's lock, read by the loop.
  private volatile boolean paused;
  private volatile long pausedNanos;
  private volatile long pausedSince;

  ReceivedBody(BodyBudget budget, Runnable pause, Runnable resume, Duration patience) {
    this.budget = budget;
    this.pause = pause;
    this.resume = resume;
    this.patience = patience;
  }

  void begin() {
    budget.begin(this);
  }

  void add(byte[] chunk) {
    chunks.add(chunk);
    size += chunk.length;
    counted += chunk.length;
    budget.received(this, chunk.length);
  }

  long size() {
    return size;
  }

  /** Whether it comes too slowly; the time for which we did not read does not count. */
  boolean isTooSlow() {
    if (paused) {
      return false;
    }
    long reading = System.nanoTime() - begun - pausedNanos;
    return reading > patience.toNanos() + Duration.ofSeconds(size / SLOWEST).toNanos();
  }

  /** It is complete. */
  void end() {
    if (!ended) {
      ended = true;
      budget.end(this);
    }
  }

  /** Returns its bytes, once. */
  Blob take() {
    if (chunks.size() == 1) {
      return Blob.of(chunks.removeFirst());
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream((int) size);
    chunks.forEach(whole::writeBytes);
    chunks.clear();
    return Blob.of(whole.toByteArray());
  }

  /** Its request is answered, or given up. */
  void release() {
    end();
    chunks.clear();
    budget.leave(counted);
    counted = 0;
  }

  @Override
  public void pause() {
    if (!paused) {
      paused = true;
      pausedSince = System.nanoTime();
      pause.run();
    }
  }

  @Override
  public void resume() {
    if (paused) {
      long before = pausedNanos;
      pausedNanos = before + System.nanoTime() - pausedSince;
      paused = false;
      resume.run();
    }
  }
}
