package dev.sce.internal.pipeline;

import dev.sce.BatchTimes;
import dev.sce.ExecutionConfig;
import dev.sce.ResultOrder;
import dev.sce.ResultStream;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Feeds predictions to jobs and hands out their results in order.
 *
 * <p>Theory. One feeder thread reads the input; each prediction gets a job thread; the consumer
 * takes results from the head of {@link #queue}. Two things bound memory. At most {@code
 * maxExecuteAtOnce} predictions are between admission and the end of their job. And nothing more is
 * admitted while finished results that wait for an earlier, slower prediction weigh more than the
 * window. Progress is certain: the prediction at the head was admitted before all others, so it is
 * running or done, whatever the window says.
 *
 * <p>A caller's exception takes the place of the results of its prediction and is thrown when the
 * consumer gets there. One without a place (of the input itself, or any in order of completion)
 * ends the reading and is thrown when all that was under way has been delivered.
 */
final class PredictionStream<P, R> implements ResultStream<R> {
  private final PredictionJob<P, R> job;
  private final int maxInFlight;

  /** Waking the feeder for each job alone would cost more than its work. */
  private final int refillAt;

  private final long window;
  private final boolean inputOrder;
  private final JobThreads threads = new JobThreads();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition ready = lock.newCondition();

  // Guarded by lock.
  private final ArrayDeque<Slot<R>> queue = new ArrayDeque<>();
  private int inFlight;
  private long waitingWeight;
  private boolean inputEnded;
  private @Nullable Slot<R> failed;
  private boolean closed;
  private @Nullable Thread feeder;

  private Runnable onClose = () -> {};
  // Used by the consuming thread only.
  private Iterator<R> current = List.<R>of().iterator();

  /** The place of one prediction in the queue. */
  private static final class Slot<R> {
    final long index;
    PredictionJob.@Nullable Done<R> done;
    @Nullable Throwable failure;

    Slot(long index) {
      this.index = index;
    }

    boolean ready() {
      return done != null || failure != null;
    }

    long weight() {
      return done == null ? 0 : done.weight();
    }
  }

  PredictionStream(ExecutionConfig config, PredictionJob<P, R> job) {
    this.job = job;
    this.maxInFlight = config.maxExecuteAtOnce();
    int spare = maxInFlight - 2 * config.workers();
    this.refillAt = maxInFlight - Math.clamp(spare, 1, Math.max(1, maxInFlight / 4));
    this.window = config.window().bytes();
    this.inputOrder = config.order() == ResultOrder.INPUT;
  }

  void onClose(Runnable action) {
    onClose = action;
  }

  void start(Iterator<? extends P> predictions) {
    Thread thread = Thread.ofVirtual().name("sce-feeder").unstarted(() -> feed(predictions));
    lock.lock();
    try {
      feeder = thread;
    } finally {
      lock.unlock();
    }
    thread.start();
  }

  private void feed(Iterator<? extends P> predictions) {
    Slot<R> last = new Slot<>(-1);
    try {
      for (long index = 0; awaitRoom() && predictions.hasNext(); index++) {
        P prediction = predictions.next();
        Slot<R> slot = new Slot<>(index);
        if (admit(slot)) {
          threads.start("sce-" + index, () -> runJob(slot, prediction));
        }
      }
    } catch (InterruptedException e) {
      // Only close() interrupts the feeder; there is nobody left to tell.
    } catch (Throwable e) {
      last.failure = e;
    }
    endInput(last);
  }

  /** Waits until another prediction may be read; false when the stream is closed. */
  private boolean awaitRoom() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && failed == null && (inFlight >= maxInFlight || waitingWeight > window)) {
        room.await();
      }
      return !closed && failed == null;
    } finally {
      lock.unlock();
    }
  }

  private boolean admit(Slot<R> slot) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      inFlight++;
      if (inputOrder) {
        queue.add(slot);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void endInput(Slot<R> last) {
    lock.lock();
    try {
      inputEnded = true;
      if (last.failure != null && failed == null) {
        failed = last;
      }
      ready.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void runJob(Slot<R> slot, P prediction) {
    PredictionJob.Done<R> done = null;
    Throwable failure = null;
    try {
      done = job.run(slot.index, prediction, threads);
    } catch (CallerFailure e) {
      failure = e.at(slot.index);
    } catch (InterruptedException e) {
      failure = new CancellationException("cancelled");
    } catch (Throwable e) {
      failure = e;
    }
    lock.lock();
    try {
      slot.done = done;
      slot.failure = failure;
      inFlight--;
      waitingWeight += slot.weight();
      if (!inputOrder && failure == null) {
        queue.add(slot);
      } else if (!inputOrder && failed == null) {
        failed = slot;
      }
      if (queue.peekFirst() == slot || failed != null || inFlight == 0) {
        ready.signalAll();
      }
      refill();
    } finally {
      lock.unlock();
    }
  }

  /** Called with the lock held. */
  private void refill() {
    if (failed != null || (inFlight <= refillAt && waitingWeight <= window)) {
      room.signal();
    }
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext()) {
      Slot<R> slot = take();
      if (slot == null) {
        job.clock.finish();
        return false;
      }
      if (slot.failure != null) {
        close();
        throw rethrow(slot.failure);
      }
      if (slot.done != null) {
        current = slot.done.results().iterator();
      }
    }
    return true;
  }

  @Override
  public R next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all results have been taken");
    }
    return current.next();
  }

  /** Waits for the head of the queue; null at the end of all results. */
  private @Nullable Slot<R> take() {
    try {
      lock.lockInterruptibly();
      try {
        while (true) {
          if (closed) {
            throw new CancellationException("the stream is closed");
          }
          Slot<R> head = queue.peekFirst();
          if (head != null && head.ready()) {
            queue.removeFirst();
            waitingWeight -= head.weight();
            refill();
            return head;
          }
          if (head == null && inputEnded && inFlight == 0) {
            return failed;
          }
          ready.await();
        }
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw (CancellationException)
          new CancellationException("interrupted while waiting for results").initCause(e);
    }
  }

  @Override
  public BatchTimes times() {
    return job.clock.times();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        room.signalAll();
        ready.signalAll();
        if (feeder != null) {
          feeder.interrupt();
        }
      }
    } finally {
      lock.unlock();
    }
    if (threads.close()) {
      job.clock.finish();
      onClose.run();
    }
  }

  private static RuntimeException rethrow(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException("reading the predictions failed", failure);
  }
}
