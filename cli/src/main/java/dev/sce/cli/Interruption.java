package dev.sce.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and a polite kill into an orderly end: programs are stopped, finished rows are
 * written, and only then the JVM goes down.
 */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;
  private static volatile boolean underWay;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;

  /** Runs the action when the JVM is told to end. */
  Interruption(Runnable cancel) {
    hook =
        new Thread(
            () -> {
              underWay = true;
              cancel.run();
              awaitEnd();
            },
            "sce-interrupted");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether the JVM is going down at somebody's wish. */
  static boolean isUnderWay() {
    return underWay;
  }

  private void awaitEnd() {
    try {
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("sce: giving up waiting for the last rows");
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
