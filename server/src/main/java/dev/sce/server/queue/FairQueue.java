package dev.sce.server.queue;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs work with a fixed number of workers, so that no client and no batch keeps the others
 * waiting.
 *
 * <p>Whenever a worker is free, the client whose turn it is gives its next ticket, and then goes to
 * the back. So a client with one request waits for one program of each other client at the most,
 * however many these have waiting.
 *
 * <p>Work whose program uses no processor does not count, as the executor does not count it: it
 * listens to that as an {@link ExecutionListener}. Safe for use by many threads.
 */
public final class FairQueue implements ExecutionListener, AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Tickets by client; the client that comes first has its turn next. No line is empty. */
  @GuardedBy("lock")
  private final LinkedHashMap<String, Line> waiting = new LinkedHashMap<>();

  @GuardedBy("lock")
  private final LinkedHashSet<Ticket<?>> running = new LinkedHashSet<>();

  @GuardedBy("lock")
  private int size;

  @GuardedBy("lock")
  private long batches;

  @GuardedBy("lock")
  private long arrivals;

  @GuardedBy("lock")
  private boolean closed;

  @GuardedBy("lock")
  private int idle;

  private final int workers;
  private final List<Thread> threads = new ArrayList<>();

  /** Starts as many threads as the executor of this configuration runs programs. */
  public FairQueue(ExecutionConfig config) {
    workers = config.workers();
    for (int i = 0; i < workers + config.maxIdlePrograms(); i++) {
      threads.add(Thread.ofPlatform().daemon().name("sce-worker-" + i).start(this::work));
    }
  }

  /** Returns the configuration of an executor that tells this queue of idle programs as well. */
  public ExecutionConfig heardBy(ExecutionConfig config) {
    return config.toBuilder().listener(config.listener().andThen(this)).build();
  }

  /** Returns a flow of its own for a batch of a client. */
  public Flow newBatch(String client) {
    lock.lock();
    try {
      return new Flow(client, ++batches, 0);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts work into its flow: before that of later rows, else at the end. Never blocks.
   *
   * @throws IllegalStateException if the queue is closed
   */
  public <T> Ticket<T> add(Flow flow, Work<T> work) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the queue is closed");
      }
      Ticket<T> ticket = new Ticket<>(this, flow, ++arrivals, work);
      waiting.computeIfAbsent(flow.client(), _ -> new Line()).add(ticket);
      size++;
      changed.signal();
      return ticket;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the number of workers. */
  public int workers() {
    return workers;
  }

  /** Returns the number of tickets that wait for their turn. */
  public int waiting() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the number of workers that run something; programs that use no processor have none. */
  public int running() {
    lock.lock();
    try {
      return Math.max(0, running.size() - idle);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void idleProgramsChanged(int count) {
    lock.lock();
    try {
      idle = count;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Takes a ticket out, if it still waits. */
  void remove(Ticket<?> ticket) {
    lock.lock();
    try {
      Line line = waiting.get(ticket.flow.client());
      if (line == null || !line.remove(ticket)) {
        return;
      }
      size--;
      if (line.isEmpty()) {
        waiting.remove(ticket.flow.client());
      }
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    for (Ticket<?> ticket = next(); ticket != null; ticket = next()) {
      try {
        ticket.run();
      } finally {
        lock.lock();
        try {
          running.remove(ticket);
        } finally {
          lock.unlock();
        }
      }
    }
  }

  private @Nullable Ticket<?> next() {
    lock.lock();
    try {
      while ((waiting.isEmpty() || running.size() - idle >= workers) && !closed) {
        changed.awaitUninterruptibly();
      }
      if (closed) {
        return null;
      }
      Ticket<?> ticket = take();
      size--;
      running.add(ticket);
      return ticket;
    } finally {
      lock.unlock();
    }
  }

  /** Takes the ticket whose turn it is, and moves its client to the back. */
  @GuardedBy("lock")
  private Ticket<?> take() {
    Map.Entry<String, Line> client = waiting.firstEntry();
    Ticket<?> ticket = client.getValue().take();
    waiting.remove(client.getKey());
    if (!client.getValue().isEmpty()) {
      waiting.put(client.getKey(), client.getValue());
    }
    return ticket;
  }

  /** Cancels everything, waiting or running, and returns when the workers have ended. */
  @Override
  public void close() {
    List<Ticket<?>> all = new ArrayList<>();
    lock.lock();
    try {
      closed = true;
      waiting.values().forEach(line -> line.addAllTo(all));
      all.addAll(running);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    all.forEach(Ticket::cancel);
    threads.forEach(FairQueue::join);
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
