package dev.sce.internal.pipeline;

import com.google.errorprone.annotations.concurrent.GuardedBy;
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
 * Runs predictions and hands out their results in order.
 *
 * <p>Theory. A few threads each do everything for one prediction after the other: read it, run it,
 * lay its results into its entry of {@link #queue}, from whose head the consumer takes them. No
 * prediction changes threads, for waking another one costs more than all the rest that is done here
 * for a small program. As many threads as programs may run are enough, as long as a caller's
 * functions take no time; where they do, and programs could run meanwhile, there come more, up to
 * {@code maxInFlight}.
 *
 * <p>Two things bound memory. Nothing is read ahead: what has been read has a thread. And nothing
 * more is read while finished results that wait for an earlier, slower prediction weigh more than
 * the window. Progress is certain: the prediction at the head was read before all others, so it is
 * running or done, whatever the window says.
 *
 * <p>A caller's exception takes the entry of the results of its prediction and is thrown when the
 * consumer gets there. One without an entry (of the input itself, or any in order of completion)
 * ends the reading and is thrown when all that was under way has been delivered.
 */
final class PredictionStream<P, R> implements ResultStream<R> {
  /** Callers' functions that take longer are worth a thread more than programs can run. */
  private static final long LONG_NANOS = 5_000_000;

  /** How long the consumer waits before it looks why there is nothing. */
  private static final long LOOK_AGAIN_NANOS = 10_000_000;

  private final PredictionJob<P, R> job;
  private final Admission admission;
  private final int mostReaders;
  private final long window;
  private final boolean inputOrder;
  private final JobThreads threads;

  /** Held while the input is read, which takes as long as it takes. Taken before {@link #lock}. */
  private final ReentrantLock reading = new ReentrantLock();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition belowWindow = lock.newCondition();
  private final Condition ready = lock.newCondition();

  @GuardedBy("reading")
  private Iterator<? extends P> predictions = List.<P>of().iterator();

  @GuardedBy("reading")
  private long nextIndex;

  @GuardedBy("lock")
  private final ArrayDeque<Entry<R>> queue = new ArrayDeque<>();

  @GuardedBy("lock")
  private int readers;

  @GuardedBy("lock")
  private int inFlight;

  @GuardedBy("lock")
  private long waitingWeight;

  @GuardedBy("lock")
  private boolean inputEnded;

  @GuardedBy("lock")
  private @Nullable Entry<R> failed;

  @GuardedBy("lock")
  private boolean closed;

  private Runnable onClose = () -> {};
  private final Results results = new Results();

  /** The entry of one prediction in the queue. */
  private static final class Entry<R> {
    final long index;
    PredictionJob.@Nullable Done<R> done;
    @Nullable Throwable failure;

    Entry(long index) {
      this.index = index;
    }

    boolean ready() {
      return done != null || failure != null;
    }

    long weight() {
      return done == null ? 0 : done.weight();
    }
  }

  /** A prediction that was read, and its entry. */
  private record Taken<P, R>(P prediction, Entry<R> entry) {}

  PredictionStream(
      ExecutionConfig config,
      ResultOrder order,
      Admission admission,
      PredictionJob<P, R> job,
      Object owner) {
    this.job = job;
    this.admission = admission;
    this.mostReaders = config.maxInFlight();
    this.window = config.maxBufferedOutput().bytes();
    this.inputOrder = order == ResultOrder.INPUT;
    this.threads =
        new JobThreads(
            owner, "sce-stream", mostReaders + config.workers() + config.maxIdlePrograms());
  }

  void onClose(Runnable action) {
    onClose = action;
  }

  void start(Iterator<? extends P> input) {
    reading.lock();
    try {
      predictions = input;
    } finally {
      reading.unlock();
    }
    useRoom();
  }

  /** A program more may run than before. */
  void useRoom() {
    addReader(usualReaders());
  }

  /** As many as programs may run. */
  private int usualReaders() {
    return Math.min(admission.width(), mostReaders);
  }

  /** Starts another thread unless there are as many. */
  private void addReader(int most) {
    lock.lock();
    try {
      if (readers < most && isOpen()) {
        threads.start(this::readAndRun);
        readers++;
      }
    } finally {
      lock.unlock();
    }
  }

  private void readAndRun() {
    try {
      boolean wanted = true;
      while (wanted) {
        Taken<P, R> taken = awaitWindow() ? take() : null;
        if (taken == null) {
          break;
        }
        useRoom();
        wanted = isWantedAfter(run(taken));
      }
    } finally {
      lock.lock();
      try {
        readers--;
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Whether the thread goes on: one more than programs can run only while callers' functions are
   * slow.
   */
  private boolean isWantedAfter(long callersNanos) {
    int usual = usualReaders();
    lock.lock();
    try {
      return readers <= usual || callersNanos > LONG_NANOS;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Called when there has been no result for a while. When programs could run and none is waiting
   * to be read, all threads are busy with callers' functions.
   */
  @GuardedBy("lock")
  private void growReaders() {
    if (waitingWeight <= window && admission.hasRoom() && !reading.isLocked()) {
      addReader(mostReaders);
    }
  }

  /** Waits until another prediction may be read; false when there will be none. */
  private boolean awaitWindow() {
    lock.lock();
    try {
      if (!closed) {
        var _ = Thread.interrupted(); // A caller's function has left it behind.
      }
      while (isOpen() && waitingWeight > window) {
        belowWindow.await();
      }
      return isOpen();
    } catch (InterruptedException e) {
      return false; // Only close() interrupts here.
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private boolean isOpen() {
    return !closed && failed == null && !inputEnded;
  }

  /** Reads the next prediction and gives it an entry; null at the end of the input. */
  private @Nullable Taken<P, R> take() {
    try {
      reading.lockInterruptibly();
    } catch (InterruptedException e) {
      return null; // Only close() interrupts here.
    }
    try {
      return takeAlone();
    } finally {
      reading.unlock();
    }
  }

  @GuardedBy("reading")
  private @Nullable Taken<P, R> takeAlone() {
    Entry<R> entry = new Entry<>(nextIndex);
    Taken<P, R> taken = null;
    threads.stepAside();
    try {
      if (isOpenNow() && predictions.hasNext()) {
        taken = new Taken<>(predictions.next(), entry);
      }
    } catch (Throwable e) {
      entry.failure = e;
    }
    if (!threads.stepBack()) {
      return null;
    }
    if (taken == null || !admit(entry)) {
      endInput(entry);
      return null;
    }
    nextIndex++;
    return taken;
  }

  private boolean isOpenNow() {
    lock.lock();
    try {
      return isOpen();
    } finally {
      lock.unlock();
    }
  }

  private boolean admit(Entry<R> entry) {
    lock.lock();
    try {
      if (!isOpen()) {
        return false;
      }
      inFlight++;
      if (inputOrder) {
        queue.add(entry);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void endInput(Entry<R> last) {
    lock.lock();
    try {
      inputEnded = true;
      if (last.failure != null && failed == null) {
        failed = last;
      }
      belowWindow.signalAll();
      ready.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Runs one prediction and returns how long the caller's functions took. */
  private long run(Taken<P, R> taken) {
    Entry<R> entry = taken.entry;
    PredictionJob.Done<R> done = null;
    Throwable failure = null;
    try {
      done = job.run(entry.index, taken.prediction, threads);
    } catch (CallerFailure e) {
      failure = e.at(entry.index);
    } catch (InterruptedException e) {
      failure = new CancellationException("cancelled");
    } catch (Throwable e) {
      failure = e;
    }
    finish(entry, done, failure);
    return done == null ? 0 : done.callersNanos();
  }

  private void finish(
      Entry<R> entry, PredictionJob.@Nullable Done<R> done, @Nullable Throwable failure) {
    lock.lock();
    try {
      entry.done = done;
      entry.failure = failure;
      inFlight--;
      waitingWeight += entry.weight();
      if (!inputOrder && failure == null) {
        queue.add(entry);
      } else if (!inputOrder && failed == null) {
        failed = entry;
        belowWindow.signalAll();
      }
      if (queue.peekFirst() == entry || failed != null || inFlight == 0) {
        ready.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Iterator<R> iterator() {
    return results;
  }

  /** Hands out the results of one prediction after the other. Used by the consuming thread only. */
  private final class Results implements Iterator<R> {
    private Iterator<R> current = List.<R>of().iterator();

    @Override
    public boolean hasNext() {
      while (!current.hasNext()) {
        Entry<R> entry = takeHead();
        if (entry == null) {
          job.clock.finish();
          return false;
        }
        if (entry.failure != null) {
          close();
          throw rethrow(entry.failure);
        }
        if (entry.done != null) {
          current = entry.done.results().iterator();
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
  }

  /** Waits for the head of the queue; null at the end of all results. */
  private @Nullable Entry<R> takeHead() {
    try {
      lock.lockInterruptibly();
      try {
        while (true) {
          if (closed) {
            throw new CancellationException("the stream is closed");
          }
          Entry<R> head = queue.peekFirst();
          if (head != null && head.ready()) {
            queue.removeFirst();
            boolean wasFull = waitingWeight > window;
            waitingWeight -= head.weight();
            if (wasFull && waitingWeight <= window) {
              belowWindow.signalAll();
            }
            return head;
          }
          if (head == null && inFlight == 0 && (inputEnded || failed != null)) {
            return failed;
          }
          if (ready.awaitNanos(LOOK_AGAIN_NANOS) <= 0) {
            growReaders();
          }
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
        belowWindow.signalAll();
        ready.signalAll();
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
