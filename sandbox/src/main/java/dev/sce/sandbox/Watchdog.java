package dev.sce.sandbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends supervisors that do not answer, which their readers then see as the end of a pipe.
 *
 * <p>One thread that looks once in a while: a timeout for each wait would cost a timer for each
 * program, and none of them is ever meant to go off.
 */
final class Watchdog {
  private static final long PERIOD_MILLIS = 1000;
  private static final Set<Slot> SLOTS = ConcurrentHashMap.newKeySet();

  static {
    Thread.ofPlatform().daemon().name("sce-watchdog").start(Watchdog::watch);
  }

  private Watchdog() {}

  static void add(Slot slot) {
    SLOTS.add(slot);
  }

  static void remove(Slot slot) {
    SLOTS.remove(slot);
  }

  private static void watch() {
    while (true) {
      try {
        Thread.sleep(PERIOD_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
      long now = System.nanoTime();
      SLOTS.forEach(slot -> slot.endIfOverdue(now));
    }
  }
}
