package dev.sce.server.http;

import java.time.Duration;

/** Is told of each request that has ended. */
@FunctionalInterface
public interface Traffic {
  /** Called in the thread that ended it; must not block. */
  void ended(Ended request);

  /**
   * A request that has ended.
   *
   * @param id what it is called
   * @param client who asked
   * @param method of the request
   * @param path that was asked for
   * @param route the path of the route; {@code none} if no route fits
   * @param status of the answer; 499 if the client hung up before it
   * @param bytes of the answer's body
   * @param took from the request's head to the answer's end
   */
  record Ended(
      String id,
      String client,
      String method,
      String path,
      String route,
      int status,
      long bytes,
      Duration took) {}
}
