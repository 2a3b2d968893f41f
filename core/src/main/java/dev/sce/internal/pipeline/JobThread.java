package dev.sce.internal.pipeline;

/** A thread that runs jobs of one owner, and knows how long they were busy running programs. */
final class JobThread extends Thread {
  private final Object owner;
  private long programNanos;

  JobThread(Object owner, String name, Runnable work) {
    super(work, name);
    this.owner = owner;
    setDaemon(true);
  }

  /** Whether the current thread runs a job of this owner. */
  static boolean of(Object owner) {
    return Thread.currentThread() instanceof JobThread thread && thread.owner.equals(owner);
  }

  /**
   * Told in the current thread how long it took to run a program, waiting for its turn included.
   */
  static void ranProgram(long nanos) {
    if (Thread.currentThread() instanceof JobThread thread) {
      thread.programNanos += nanos;
    }
  }

  /** Returns how long the current thread has been running programs, ever. */
  static long programNanos() {
    return Thread.currentThread() instanceof JobThread thread ? thread.programNanos : 0;
  }
}
