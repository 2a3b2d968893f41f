package dev.sce.internal.pipeline;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.ExecutionResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One executable on its way. Whatever completes it early, such as {@link #cancel}, ends its program
 * as well and returns when that is gone.
 */
final class SubmittedRun extends CompletableFuture<ExecutionResult> implements Runnable {
  private final Supplier<ExecutionResult> program;
  private final Runnable onEnd;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private @Nullable Thread runner;

  @GuardedBy("lock")
  private boolean stopped;

  /**
   * Makes a run.
   *
   * @param onEnd called when this needs nothing any more, before anyone learns of the result
   */
  SubmittedRun(Supplier<ExecutionResult> program, Runnable onEnd) {
    this.program = program;
    this.onEnd = onEnd;
  }

  @Override
  public void run() {
    ExecutionResult result = null;
    Throwable failure = null;
    try {
      if (begin()) {
        result = program.get();
      }
    } catch (Throwable e) {
      failure = e;
    } finally {
      end();
    }
    if (failure != null) {
      super.completeExceptionally(failure);
    } else if (result != null) {
      super.complete(result);
    }
  }

  private boolean begin() {
    lock.lock();
    try {
      if (!stopped) {
        runner = Thread.currentThread();
      }
      return !stopped;
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      runner = null;
      stopped = true;
    } finally {
      lock.unlock();
    }
    ended.countDown();
    onEnd.run();
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    stop();
    return cancelled;
  }

  @Override
  public boolean complete(ExecutionResult value) {
    boolean completed = super.complete(value);
    stop();
    return completed;
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    boolean completed = super.completeExceptionally(failure);
    stop();
    return completed;
  }

  /** Ends the program and waits, even when interrupted, until nothing of it runs. */
  private void stop() {
    lock.lock();
    try {
      stopped = true;
      if (runner == null || runner.equals(Thread.currentThread())) {
        return;
      }
      runner.interrupt();
    } finally {
      lock.unlock();
    }
    awaitEnd();
  }

  private void awaitEnd() {
    boolean interrupted = false;
    while (true) {
      try {
        ended.await();
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
