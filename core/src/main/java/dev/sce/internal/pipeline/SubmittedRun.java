package dev.sce.internal.pipeline;

import dev.sce.ExecutionResult;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/** One executable on its way, of which it can be told when its program is gone for sure. */
final class SubmittedRun extends FutureTask<ExecutionResult> {
  private final AtomicBoolean taken = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);

  SubmittedRun(Callable<ExecutionResult> run) {
    super(run);
  }

  @Override
  public void run() {
    if (taken.compareAndSet(false, true)) {
      try {
        super.run();
      } finally {
        ended.countDown();
      }
    }
  }

  /** Cancels it and waits, even when interrupted, until nothing of it runs. */
  void cancelAndWait() {
    cancel(true);
    boolean begun = !taken.compareAndSet(false, true);
    boolean interrupted = false;
    while (begun) {
      try {
        ended.await();
        begun = false;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
