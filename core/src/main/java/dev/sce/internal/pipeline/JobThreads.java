package dev.sce.internal.pipeline;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Starts virtual threads and knows which of them still run, so that an owner can cancel its own and
 * wait for the last one.
 *
 * <p>An executor service would do but for one point: cancelling a task there before it starts makes
 * its end invisible, and then nobody can tell when the last program is gone.
 */
final class JobThreads {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private final Set<Thread> running = new HashSet<>();
  private boolean closed;

  /** Runs the job in a thread of its own. */
  void start(String name, Runnable job) {
    Thread thread =
        Thread.ofVirtual()
            .name(name)
            .unstarted(
                () -> {
                  try {
                    job.run();
                  } finally {
                    remove(Thread.currentThread());
                  }
                });
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the executor is closed");
      }
      running.add(thread);
    } finally {
      lock.unlock();
    }
    thread.start();
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
      running.forEach(Thread::interrupt);
      // A caller's function may close from within a job. It cannot wait for itself, nor for another
      // job that does the same; the owner, who closes too, waits for all of them.
      boolean fromWithin = running.contains(Thread.currentThread());
      while (!fromWithin && !running.isEmpty()) {
        ended.awaitUninterruptibly();
      }
      return !fromWithin;
    } finally {
      lock.unlock();
    }
  }

  private void remove(Thread thread) {
    lock.lock();
    try {
      running.remove(thread);
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
