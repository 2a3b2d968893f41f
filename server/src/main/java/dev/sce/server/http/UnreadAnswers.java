package dev.sce.server.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the bytes of results that nobody has taken to make an answer of yet, and of answers that
 * clients have not taken yet. Beyond the limit no program begins, and clients that are slow to read
 * are cut off, those that have had longest first; below it, everybody may take as long as a
 * connection may be idle. Safe for use by many threads.
 */
public final class UnreadAnswers {
  /** Bytes a second below which a reader is slow, when there is no room. */
  private static final long SLOWEST = 10_000_000;

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final long limit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();

  /** In the order in which they came. */
  @GuardedBy("lock")
  private final Set<Unread> all = new LinkedHashSet<>();

  @GuardedBy("lock")
  private long bytes;

  /** Makes a bound on the bytes held. */
  public UnreadAnswers(long limit) {
    this.limit = limit;
  }

  /** Returns one without a limit. */
  public static UnreadAnswers unlimited() {
    return new UnreadAnswers(Long.MAX_VALUE);
  }

  /** Some bytes that are held, until they are taken. */
  public final class Unread {
    private final long size;

    /** Ends the connection; absent for a result, which will be taken whatever clients do. */
    private final @Nullable Runnable cut;

    private final long since = System.nanoTime();

    private Unread(long size, @Nullable Runnable cut) {
      this.size = size;
      this.cut = cut;
    }

    /** The client has taken them, or has gone, or they are of no use any more. Idempotent. */
    public void taken() {
      lock.lock();
      try {
        if (all.remove(this)) {
          bytes -= size;
          room.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }

    private void cutOff() {
      if (cut != null) {
        cut.run();
      }
    }

    private boolean isSlow(long now) {
      return cut != null
          && now - since > PATIENCE.toNanos() + Duration.ofSeconds(size / SLOWEST).toNanos();
    }
  }

  /**
   * Counts bytes that go to a client.
   *
   * @param cut ends the connection; must not block
   */
  Unread add(long size, Runnable cut) {
    return hold(new Unread(size, cut));
  }

  /** Counts bytes of a result that somebody will make an answer of. */
  public Unread addResult(long size) {
    return hold(new Unread(size, null));
  }

  private Unread hold(Unread unread) {
    lock.lock();
    try {
      all.add(unread);
      bytes += unread.size;
    } finally {
      lock.unlock();
    }
    return unread;
  }

  /** Waits until there is room for more answers, and sees to it that there will be. */
  public void awaitRoom() throws InterruptedException {
    lock.lock();
    try {
      while (bytes > limit) {
        cutSlow();
        var _ = room.await(100, TimeUnit.MILLISECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Cuts off everybody who has not taken an answer by now: the server ends. */
  void cutAll() {
    lock.lock();
    try {
      all.forEach(Unread::cutOff);
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void cutSlow() {
    long now = System.nanoTime();
    List<Unread> slow = new ArrayList<>();
    long excess = bytes - limit;
    for (Unread unread : all) {
      if (excess > 0 && unread.isSlow(now)) {
        slow.add(unread);
        excess -= unread.size;
      }
    }
    for (Unread unread : slow) {
      // Counted no more, although the memory is free only in a moment, so that one is cut once.
      all.remove(unread);
      bytes -= unread.size;
      unread.cutOff();
    }
  }
}
