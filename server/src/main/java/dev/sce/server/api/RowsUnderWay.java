package dev.sce.server.api;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.Blob;
import dev.sce.server.http.AnswerStream;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.Request;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows of one batch that have been read and not been answered: a bounded number, and of bounded
 * size, so that neither a fast sender nor a slow reader fills the memory. Each row has a virtual
 * thread.
 */
final class RowsUnderWay {
  private static final Logger log = LoggerFactory.getLogger(RowsUnderWay.class);
  private static final int SPARE = 16;
  private static final long MOST_BYTES = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 32);

  private final Request request;
  private final int most;
  private final boolean inOrder;
  private final AnswerStream answer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private int count;

  @GuardedBy("lock")
  private long bytes;

  @GuardedBy("lock")
  private long nextOut;

  /** Finished rows that wait for an earlier one. */
  @GuardedBy("lock")
  private final TreeMap<Long, Finished> finished = new TreeMap<>();

  @GuardedBy("lock")
  private boolean failed;

  /** Why it failed, where the client can be told. */
  @GuardedBy("lock")
  private @Nullable Refusal refusal;

  private record Finished(Blob text, long size) {}

  /** Makes a row's answer. */
  @FunctionalInterface
  interface Row {
    /**
     * Makes it.
     *
     * @throws Refusal if it cannot be made, and the whole batch is of no use without it
     */
    Blob text() throws Refusal, InterruptedException;
  }

  /**
   * Makes rows.
   *
   * @param workers how many programs run at a time; some more rows are read ahead
   * @param inOrder whether answers leave in the order of the rows
   */
  RowsUnderWay(Request request, int workers, boolean inOrder, AnswerStream answer) {
    this.request = request;
    this.most = 4 * workers + SPARE;
    this.inOrder = inOrder;
    this.answer = answer;
    request.onGone(this::wake);
  }

  private void wake() {
    lock.lock();
    try {
      failed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Starts a row as soon as there is room for it. */
  void start(long index, long size, Row row) throws Refusal, InterruptedException {
    lock.lock();
    try {
      while (!failed && (count >= most || (count > 0 && bytes + size > MOST_BYTES))) {
        changed.await();
      }
      check();
      count++;
      bytes += size;
    } finally {
      lock.unlock();
    }
    Thread.ofVirtual().start(() -> run(index, size, row));
  }

  private void run(long index, long read, Row row) {
    Blob text = null;
    long size = read;
    try {
      text = row.text();
      size += count(text);
      if (!inOrder) {
        answer.write(text);
        leave(size);
        return;
      }
    } catch (Refusal e) {
      refuse(e);
      return;
    } catch (InterruptedException e) {
      wake();
      return;
    } catch (RuntimeException | Error e) {
      log.error("{}: row {} failed", request.id(), index, e);
      wake();
      return;
    }
    writeInOrder(index, new Finished(text, size));
  }

  /** The thread whose row is next writes it, and those that wait behind it. */
  private void writeInOrder(long index, Finished row) {
    @Nullable Finished next = row;
    lock.lock();
    try {
      if (index != nextOut) {
        finished.put(index, row);
        return;
      }
    } finally {
      lock.unlock();
    }
    while (next != null) {
      try {
        answer.write(next.text);
      } catch (InterruptedException e) {
        wake();
        return;
      }
      lock.lock();
      try {
        count--;
        bytes -= next.size;
        nextOut++;
        next = finished.remove(nextOut);
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** An answer counts as well until it is written, so that no more rows begin meanwhile. */
  private int count(Blob text) {
    lock.lock();
    try {
      bytes += text.size();
      return text.size();
    } finally {
      lock.unlock();
    }
  }

  private void leave(long size) {
    lock.lock();
    try {
      count--;
      bytes -= size;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The first reason is the one that is told. */
  private void refuse(Refusal why) {
    lock.lock();
    try {
      refusal = refusal == null ? why : refusal;
      wake();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void check() throws Refusal, InterruptedException {
    if (refusal != null) {
      throw refusal;
    }
    if (failed) {
      throw new InterruptedException("the batch was given up");
    }
  }

  /** Waits until all rows are answered. */
  void finish() throws Refusal, InterruptedException {
    lock.lock();
    try {
      while (!failed && count > 0) {
        changed.await();
      }
      check();
    } finally {
      lock.unlock();
    }
  }
}
