package dev.sce.server;

/** Takes a line of text for each request that has ended. */
@FunctionalInterface
public interface AccessLog {
  /** Keeps nothing. */
  AccessLog NONE = _ -> {};

  /** Takes one line, without a line end; called in an event loop, so it must not block for long. */
  void line(String text);
}
