package dev.sce.internal.pipeline;

/** A thread that runs jobs of one owner. */
final class JobThread extends Thread {
  private final Object owner;

  JobThread(Object owner, String name, Runnable work) {
    super(work, name);
    this.owner = owner;
    setDaemon(true);
  }

  /** Whether the current thread runs a job of this owner. */
  static boolean of(Object owner) {
    return Thread.currentThread() instanceof JobThread thread && thread.owner.equals(owner);
  }
}
