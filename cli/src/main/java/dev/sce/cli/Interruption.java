package dev.sce.cli;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and a polite kill into an orderly end: programs are stopped, finished rows are
 * written, and only then the JVM goes down.
 */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;
  private static volatile boolean underWay;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "sce-interrupted");

  @GuardedBy("Interruption.class")
  private Runnable cancel = () -> {};

  /** Begins to listen. Must be the first thing to open and the last to close. */
  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Sets what ends the work; it is called at once when the wish came before. */
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
    // However the wish came, a run that was interrupted ends with this status.
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
  }

  /** Whether the JVM is going down at somebody's wish. */
  static boolean isUnderWay() {
    return underWay;
  }

  private void awaitEnd() {
    try {
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("sce: giving up waiting for the last rows; those written are whole");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells that everything is written and closed. */
  @Override
  public void close() {
    finished.countDown();
    if (!underWay) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The JVM began to go down just now; the hook finds the latch open.
      }
    }
  }
}
