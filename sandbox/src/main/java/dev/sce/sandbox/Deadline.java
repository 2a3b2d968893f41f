package dev.sce.sandbox;

/**
 * By when a supervisor must have answered. Set by the thread that uses the slot, looked at by the
 * {@link Watchdog}.
 */
final class Deadline {
  /** Written before, and read after, what makes it count. */
  private long at;

  private volatile boolean waiting;
  private volatile boolean missed;

  /** The watchdog's own. */
  private boolean suspect;

  /** An answer is due within this time. */
  void begin(long nanos) {
    at = System.nanoTime() + nanos;
    waiting = true;
  }

  /** The answer has come, or nobody waits for it any more. */
  void end() {
    waiting = false;
  }

  /**
   * Returns {@code true} if an answer should have come by now, and by the last look too: after a
   * pause of this whole process, answers may still lie unread.
   */
  boolean look(long now) {
    boolean late = waiting && now - at > 0;
    boolean twice = late && suspect;
    suspect = late;
    missed |= twice;
    return twice;
  }

  /** Returns {@code true} if a look has found that the answer does not come. */
  boolean isMissed() {
    return missed;
  }
}
