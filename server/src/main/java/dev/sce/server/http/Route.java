package dev.sce.server.http;

import java.io.InputStream;

/**
 * A method and a path, and what answers them.
 *
 * @param method GET, POST, PUT or DELETE; GET answers HEAD too
 * @param path like {@code /v1/runs/{id}}; what is in braces is a parameter
 * @param style how it refuses
 * @param access who may call it
 * @param handler what answers
 */
public record Route(
    String method, String path, RefusalStyle style, Access access, Handler handler) {

  /** Who may call a route. */
  public enum Access {
    /** Everybody, also while the server is draining: health checks. */
    OPEN,
    /** Whoever has the token, if there is one; also while the server is draining. */
    TOKEN,
    /** Whoever has the token, unless the server is draining: it runs programs. */
    RUNS
  }

  /** What answers requests; called in a virtual thread of its own for each. */
  public sealed interface Handler {}

  /** Answers with the whole body known. */
  @FunctionalInterface
  public non-sealed interface Whole extends Handler {
    /**
     * Returns the answer.
     *
     * @throws Refusal if the request cannot be done
     * @throws InterruptedException if the client is gone
     */
    Answer handle(Request request) throws Refusal, InterruptedException;
  }

  /**
   * Answers while it takes its time: as {@link Whole}, but if that takes longer than the server's
   * keep-alive interval, status 200 and then white space in each interval are sent ahead. The body
   * must be JSON.
   */
  @FunctionalInterface
  public non-sealed interface Patient extends Handler {
    /**
     * Returns the answer; if {@link Request#isAnswerBegun}, its status is not sent any more.
     *
     * @throws Refusal if the request cannot be done
     * @throws InterruptedException if the client is gone
     */
    Answer handle(Request request) throws Refusal, InterruptedException;
  }

  /** Answers while the body is still coming. */
  @FunctionalInterface
  public non-sealed interface Streaming extends Handler {
    /**
     * Reads the body and writes the answer, which it begins and ends.
     *
     * @throws Refusal if the request cannot be done; only before the answer begins
     * @throws InterruptedException if the client is gone
     */
    void handle(Request request, InputStream body, AnswerStream answer)
        throws Refusal, InterruptedException;
  }
}
