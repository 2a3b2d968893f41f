package dev.sce.server.http;

/** How a format says that a request cannot be done. */
@FunctionalInterface
public interface RefusalStyle {
  /** Returns the answer. */
  Answer answer(Refusal refusal, String requestId);
}
