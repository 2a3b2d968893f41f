package dev.sce.internal.pipeline;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded number of threads of one owner, who can cancel what they do and wait for the last.
 *
 * <p>An executor service would do but for one point: cancelling a task there before it starts makes
 * its end invisible, and then nobody can tell when the last program is gone. They are platform
 * threads, because a job waits in reads of pipes, in which a virtual thread keeps its carrier.
 */
final class JobThreads {
  private static final Logger log = LoggerFactory.getLogger(JobThreads.class);
  private static final long IDLE_SECONDS = 5;

  private final Object owner;
  private final String name;
  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition ended = lock.newCondition();

  @GuardedBy("lock")
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

  @GuardedBy("lock")
  private final Set<Thread> all = new HashSet<>();

  @GuardedBy("lock")
  private final Set<Thread> aside = new HashSet<>();

  @GuardedBy("lock")
  private int idle;

  @GuardedBy("lock")
  private int started;

  @GuardedBy("lock")
  private boolean closed;

  /**
   * Makes an owner of threads, which are started when there is something to do.
   *
   * @param owner on whose behalf the jobs run; see {@link JobThread#of}
   * @param most how many jobs run at once; more of them wait
   */
  JobThreads(Object owner, String name, int most) {
    this.owner = owner;
    this.name = name;
    this.most = most;
  }

  /**
   * Runs the job as soon as a thread is free.
   *
   * @throws OutOfMemoryError when there is no thread and the machine gives none
   */
  void start(Runnable job) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the executor is closed");
      }
      waiting.add(job);
      if (idle >= waiting.size()) {
        work.signal();
      } else if (all.size() < most) {
        startThread(job);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Where the machine gives no more threads, those that run go on. */
  @GuardedBy("lock")
  private void startThread(Runnable job) {
    JobThread thread = new JobThread(owner, name + "-" + started++, this::work);
    try {
      thread.start();
      all.add(thread);
    } catch (OutOfMemoryError e) {
      if (all.isEmpty()) {
        waiting.remove(job);
        throw e;
      }
      log.warn("cannot start more than {} threads: {}", all.size(), e.getMessage());
    }
  }

  private void work() {
    try {
      for (Runnable job = next(); job != null; job = next()) {
        runOne(job);
      }
    } finally {
      leave();
    }
  }

  /** A job that fails must not take its thread along: others wait for it. */
  private static void runOne(Runnable job) {
    try {
      job.run();
    } catch (RuntimeException | Error e) {
      log.error("a job has failed", e);
    }
  }

  private void leave() {
    lock.lock();
    try {
      all.remove(Thread.currentThread());
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns the next job, on closing with the interrupt flag set; null when this thread may end.
   */
  private @Nullable Runnable next() {
    lock.lock();
    try {
      // What interrupted the last job does not concern the next one.
      var _ = Thread.interrupted();
      long nanos = TimeUnit.SECONDS.toNanos(IDLE_SECONDS);
      idle++;
      try {
        while (waiting.isEmpty() && !closed && nanos > 0) {
          nanos = work.awaitNanos(nanos);
        }
      } catch (InterruptedException e) {
        // Late news for the last job, or closing.
      } finally {
        idle--;
      }
      if (closed) {
        Thread.currentThread().interrupt();
      } else {
        var _ = Thread.interrupted();
      }
      Runnable job = waiting.pollFirst();
      if (job == null) {
        all.remove(Thread.currentThread());
        ended.signalAll();
      }
      return job;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets the current thread do something that nobody can end, such as reading standard input:
   * {@link #close} interrupts it but does not wait. To be followed by {@link #stepBack}.
   */
  void stepAside() {
    lock.lock();
    try {
      aside.add(Thread.currentThread());
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends what {@link #stepAside} began; false when all has been closed in the meantime. */
  boolean stepBack() {
    lock.lock();
    try {
      aside.remove(Thread.currentThread());
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Refuses new jobs, interrupts all that run, and waits for the last, even when interrupted.
   *
   * @return whether all have ended; not so when a job itself calls this
   */
  boolean close() {
    lock.lock();
    try {
      closed = true;
      all.forEach(Thread::interrupt);
      work.signalAll();
      // A caller's function may close from within a job. It cannot wait for itself, nor for another
      // job that does the same; the owner, who closes too, waits for all of them.
      boolean fromWithin = all.contains(Thread.currentThread());
      while (!fromWithin && !aside.containsAll(all)) {
        ended.awaitUninterruptibly();
      }
      return !fromWithin;
    } finally {
      lock.unlock();
    }
  }
}
