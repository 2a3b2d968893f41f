package dev.sce.sandbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends supervisors that do not answer, which their readers then see as the end of a pipe.
 *
 * <p>One thread that looks once in a while: a timeout for each wait would cost a timer for each
 * program, and none of them is ever meant to go off.
 */
final class Watchdog implements AutoCloseable {
  private static final long PERIOD_MILLIS = 1000;

  private final Set<Slot> slots = ConcurrentHashMap.newKeySet();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("sce-watchdog").unstarted(this::watch);

  Watchdog() {
    thread.start();
  }

  void add(Slot slot) {
    slots.add(slot);
  }

  void remove(Slot slot) {
    slots.remove(slot);
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(PERIOD_MILLIS);
        long now = System.nanoTime();
        slots.forEach(slot -> slot.endIfOverdue(now));
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
