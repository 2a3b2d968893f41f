package dev.sce.server.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bounds the bytes of bodies that are held at a time, from their first byte until their request is
 * answered. Beyond the limit, only the body that began first is read on, so that it can be finished
 * and make room; and even that only until the limit is exceeded by one largest body. Safe for use
 * by many threads.
 */
final class BodyBudget {
  private final long limit;
  private final long largest;
  private final ReentrantLock lock = new ReentrantLock();

  /** Bodies that are being received, in the order in which they began. */
  @GuardedBy("lock")
  private final Set<Reader> readers = new LinkedHashSet<>();

  @GuardedBy("lock")
  private long used;

  /** A body that is being received. Both calls may come several times, from any thread. */
  interface Reader {
    void pause();

    void resume();
  }

  BodyBudget(long limit, long largest) {
    this.limit = limit;
    this.largest = largest;
  }

  /** A body begins. */
  void begin(Reader reader) {
    lock.lock();
    try {
      readers.add(reader);
      direct(reader);
    } finally {
      lock.unlock();
    }
  }

  /** Bytes of a body have come, which count from now on. */
  void received(Reader reader, long bytes) {
    lock.lock();
    try {
      used += bytes;
      direct(reader);
    } finally {
      lock.unlock();
    }
  }

  /** A body is complete, or given up; its bytes still count. */
  void end(Reader reader) {
    lock.lock();
    try {
      readers.remove(reader);
      readers.forEach(this::direct);
    } finally {
      lock.unlock();
    }
  }

  /** Bytes do not count any more. */
  void leave(long bytes) {
    lock.lock();
    try {
      used -= bytes;
      List.copyOf(readers).forEach(this::direct);
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void direct(Reader reader) {
    boolean isFirst = reader.equals(readers.iterator().next());
    if (used < limit || (isFirst && used < limit + largest)) {
      reader.resume();
    } else {
      reader.pause();
    }
  }
}
