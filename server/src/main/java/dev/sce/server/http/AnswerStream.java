package dev.sce.server.http;

import dev.sce.Blob;

/** An answer that is written while it comes about. Safe for use by many threads. */
public interface AnswerStream {
  /**
   * Begins an answer with status 200; from then on, white space is sent whenever nothing else is.
   */
  void begin(String contentType);

  /**
   * Sends bytes; waits while the client is too slow to take them.
   *
   * @throws InterruptedException if the client is gone
   */
  void write(Blob bytes) throws InterruptedException;
}
