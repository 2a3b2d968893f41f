package dev.sce.server.http;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One of the reasons for which nothing is taken from a socket, of which any is enough. Safe for use
 * by many threads.
 */
final class Valve {
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Runnable changed;

  /**
   * Makes an open one.
   *
   * @param changed has the socket looked after; must not block
   */
  Valve(Runnable changed) {
    this.changed = changed;
  }

  void close() {
    if (!closed.getAndSet(true)) {
      changed.run();
    }
  }

  void open() {
    if (closed.getAndSet(false)) {
      changed.run();
    }
  }

  boolean isClosed() {
    return closed.get();
  }
}
