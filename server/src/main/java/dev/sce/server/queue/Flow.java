package dev.sce.server.queue;

/**
 * Work that runs in the order in which it came. Clients take turns, and so do the flows of one
 * client: all of its single requests are one flow, each of its batches is another.
 *
 * @param client who asks
 * @param batch which of the client's batches; 0 for its single requests
 */
public record Flow(String client, long batch) {
  /** Returns the flow of a client's single requests. */
  public static Flow single(String client) {
    return new Flow(client, 0);
  }
}
