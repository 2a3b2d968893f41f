package dev.sce.server.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the bytes of bodies that are held at a time. Who does not fit waits, without being read;
 * who has begun is never stopped half way, since what is half read cannot be let go either. Safe
 * for use by many threads.
 */
final class BodyBudget {
  private final long limit;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

  @GuardedBy("lock")
  private long used;

  private record Waiting(long bytes, Runnable begin) {}

  BodyBudget(long limit) {
    this.limit = limit;
  }

  /** Calls {@code begin} when there is room for so many bytes, which count from then on. */
  void enter(long bytes, Runnable begin) {
    lock.lock();
    try {
      if (!waiting.isEmpty() || !fits(bytes)) {
        waiting.add(new Waiting(bytes, begin));
        return;
      }
      used += bytes;
    } finally {
      lock.unlock();
    }
    begin.run();
  }

  /** Counts bytes beyond those that were announced. */
  void add(long bytes) {
    lock.lock();
    try {
      used += bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Gives bytes back. */
  void leave(long bytes) {
    lock.lock();
    try {
      used -= bytes;
    } finally {
      lock.unlock();
    }
    for (Runnable next = next(); next != null; next = next()) {
      next.run();
    }
  }

  private @Nullable Runnable next() {
    lock.lock();
    try {
      Waiting first = waiting.peek();
      if (first == null || !fits(first.bytes)) {
        return null;
      }
      waiting.remove();
      used += first.bytes;
      return first.begin;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private boolean fits(long bytes) {
    return used == 0 || used + bytes <= limit;
  }
}
