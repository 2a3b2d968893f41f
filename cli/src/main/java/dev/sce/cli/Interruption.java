package dev.sce.cli;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into an orderly end: programs are stopped, finished rows are written,
 * and only then does the JVM exit.
 */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;
  private static volatile boolean underWay;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "sce-interrupted");

  @GuardedBy("Interruption.class")
  private Runnable cancel = () -> {};

  /** Starts listening. Must be the first resource to open and the last to close. */
  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Sets the action that ends the work; it runs at once if already interrupted. */
  void cancelWith(Runnable action) {
    synchronized (Interruption.class) {
      cancel = action;
    }
    if (underWay) {
      action.run();
    }
  }

  private void interrupted() {
    Runnable action;
    synchronized (Interruption.class) {
      underWay = true;
      action = cancel;
    }
    Thread.ofPlatform().daemon().name("sce-cancel").start(action);
    awaitEnd();
    // An interrupted run ends with this status, whatever the signal.
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
  }

  /** Returns true if the JVM is exiting because of a signal. */
  static boolean isUnderWay() {
    return underWay;
  }

  private void awaitEnd() {
    try {
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("sce: giving up waiting for the last rows; those written are complete");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Signals that everything is written and closed. */
  @Override
  public void close() {
    finished.countDown();
    if (!underWay) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The JVM has just begun to exit; the hook finds the latch open.
      }
    }
  }
}
