package dev.sce.server.http;

import java.io.IOException;
import java.time.Duration;

/** A streamed body paused for so long that nobody waits for the rest of it. */
public final class PausedBodyException extends IOException {
  private static final long serialVersionUID = 1L;

  PausedBodyException(Duration patience) {
    super("nothing of the body came for " + patience.toSeconds() + " s; blank lines keep it open");
  }

  /** Returns what the client is told. */
  public Refusal refusal() {
    return new Refusal(408, String.valueOf(getMessage()));
  }
}
