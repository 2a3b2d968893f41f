package dev.sce.internal.pipeline;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionListener;
import dev.sce.spi.ProcessorUse;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets as many programs run as there are workers, in the order in which they come. Programs that
 * use no processor do not count, up to a number of them that memory is there for.
 *
 * <p>One that wakes up goes on at once, whoever else runs; then nobody is admitted until there are
 * fewer than workers again. Safe for use by many threads.
 */
final class Admission {
  private final int workers;
  private final int mostIdle;
  private final ExecutionListener listener;
  private final Runnable onRoom;
  private final Permits permits;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private int idle;

  /**
   * Makes one with room for all workers.
   *
   * @param onRoom called when a program has left its worker to others
   */
  Admission(ExecutionConfig config, Runnable onRoom) {
    this.workers = config.workers();
    this.mostIdle = config.maxIdlePrograms();
    this.listener = config.listener();
    this.onRoom = onRoom;
    this.permits = new Permits(workers);
  }

  /** Permits that can be fewer than none. */
  private static final class Permits extends Semaphore {
    private static final long serialVersionUID = 1L;

    Permits(int count) {
      super(count, true);
    }

    void takeOneAtOnce() {
      reducePermits(1);
    }
  }

  /** Whether another program could run right now. */
  boolean hasRoom() {
    return permits.availablePermits() > 0;
  }

  /** Returns how many programs may run now, those that use no processor included. */
  int width() {
    lock.lock();
    try {
      return workers + Math.min(idle, mostIdle);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until it is the caller's turn. */
  Turn take() throws InterruptedException {
    permits.acquire();
    return new Turn();
  }

  private void becomeIdle() {
    boolean room;
    lock.lock();
    try {
      idle++;
      room = idle <= mostIdle;
      if (room) {
        permits.release();
        listener.idleProgramsChanged(idle);
      }
    } finally {
      lock.unlock();
    }
    if (room) {
      onRoom.run();
    }
  }

  private void becomeBusy() {
    lock.lock();
    try {
      if (idle <= mostIdle) {
        permits.takeOneAtOnce();
        listener.idleProgramsChanged(idle - 1);
      }
      idle--;
    } finally {
      lock.unlock();
    }
  }

  /** One program's worker. Used by one thread. */
  final class Turn implements ProcessorUse, AutoCloseable {
    private boolean idle;

    @Override
    public void idle() {
      if (!idle) {
        idle = true;
        becomeIdle();
      }
    }

    @Override
    public void busy() {
      if (idle) {
        idle = false;
        becomeBusy();
      }
    }

    @Override
    public void close() {
      busy();
      permits.release();
    }
  }
}
