package dev.sce.server.queue;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Work that waits for its turn, runs, or is done. Safe for use by many threads.
 *
 * @param <T> what it comes to
 */
public final class Ticket<T> {
  /** Rows of a flow in their order, and what belongs to one row as it came. */
  static final Comparator<Ticket<?>> ORDER =
      Comparator.comparingLong((Ticket<?> ticket) -> ticket.flow.row())
          .thenComparingLong(ticket -> ticket.arrival);

  final Flow flow;
  private final long arrival;
  private final Work<T> work;
  private final FairQueue queue;
  private final long created = System.nanoTime();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private @Nullable Thread runner;

  @GuardedBy("lock")
  private boolean cancelled;

  @GuardedBy("lock")
  private long waited = -1;

  Ticket(FairQueue queue, Flow flow, long arrival, Work<T> work) {
    this.queue = queue;
    this.flow = flow;
    this.arrival = arrival;
    this.work = work;
  }

  /**
   * Returns what the work comes to; cancelled if the work is. Completing it from outside has no
   * effect on the work.
   */
  public CompletableFuture<T> result() {
    return result;
  }

  /**
   * Waits until it has begun, or was cancelled.
   *
   * @return whether that came within the time
   */
  public boolean awaitBegin(Duration most) throws InterruptedException {
    return begun.await(most.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Returns how long it waited for its turn, so far or until it began. */
  public Duration waited() {
    lock.lock();
    try {
      return Duration.ofNanos(waited < 0 ? System.nanoTime() - created : waited);
    } finally {
      lock.unlock();
    }
  }

  /** Takes it out of the queue, or ends what it runs. Returns at once. */
  public void cancel() {
    lock.lock();
    try {
      cancelled = true;
      if (runner != null) {
        runner.interrupt();
        return;
      }
    } finally {
      lock.unlock();
    }
    queue.remove(this);
    begun.countDown();
    var _ = result.completeExceptionally(new CancellationException("cancelled"));
  }

  /** Runs the work in the current thread, whose interrupt flag is clear afterwards. */
  void run() {
    if (!begin()) {
      return;
    }
    T value = null;
    Throwable failure = null;
    try {
      value = work.run();
    } catch (InterruptedException e) {
      failure = new CancellationException("cancelled");
    } catch (Throwable e) {
      failure = e;
    } finally {
      end();
    }
    if (failure != null) {
      var _ = result.completeExceptionally(failure);
    } else {
      var _ = result.complete(value);
    }
  }

  private boolean begin() {
    lock.lock();
    try {
      if (cancelled) {
        return false;
      }
      runner = Thread.currentThread();
      waited = System.nanoTime() - created;
    } finally {
      lock.unlock();
    }
    begun.countDown();
    return true;
  }

  private void end() {
    lock.lock();
    try {
      runner = null;
      // An interrupt that came too late is not for the next ticket.
      var _ = Thread.interrupted();
    } finally {
      lock.unlock();
    }
  }
}
