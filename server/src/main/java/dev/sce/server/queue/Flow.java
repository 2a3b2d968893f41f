package dev.sce.server.queue;

/**
 * Work that runs in the order in which it came. Clients take turns, and so do the flows of one
 * client: all of its single requests are one flow, each of its batches is another.
 *
 * @param client who asks
 * @param batch which of the client's batches; 0 for its single requests
 * @param row which row of the batch; rows run in their order as far as they are there. No part of
 *     what makes two flows equal
 */
public record Flow(String client, long batch, long row) {
  /** Returns the flow of a client's single requests. */
  public static Flow single(String client) {
    return new Flow(client, 0, 0);
  }

  /** Returns this flow for what belongs to one of its rows. */
  public Flow at(long index) {
    return new Flow(client, batch, index);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Flow flow && client.equals(flow.client) && batch == flow.batch;
  }

  @Override
  public int hashCode() {
    return 31 * client.hashCode() + Long.hashCode(batch);
  }
}
