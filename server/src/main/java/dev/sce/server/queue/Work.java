package dev.sce.server.queue;

/** Something that occupies one worker while it runs. */
@FunctionalInterface
public interface Work<T> {
  /**
   * Runs it.
   *
   * @throws InterruptedException if it was cancelled; nothing of it runs any more by then
   */
  T run() throws InterruptedException;
}
