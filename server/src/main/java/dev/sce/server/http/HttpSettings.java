package dev.sce.server.http;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How a server listens.
 *
 * @param host address or name to listen on
 * @param port 0 for any that is free
 * @param prefix put in front of every path; empty for none
 * @param tokens whoever brings one of them is let in; everybody is if there are none
 * @param hosts names that the server answers to, besides addresses and names without a dot
 * @param largestBody bytes of a body that is not streamed
 * @param bodiesHeld bytes of all bodies held at a time
 * @param bodyPatience how long a body may pause while it is received
 * @param streamPatience how long a streamed body may pause while nothing is done for it
 * @param keepAlive after which time, and in which intervals, slow answers send white space; zero:
 *     never
 */
public record HttpSettings(
    String host,
    int port,
    String prefix,
    List<Token> tokens,
    Set<String> hosts,
    int largestBody,
    long bodiesHeld,
    Duration bodyPatience,
    Duration streamPatience,
    Duration keepAlive) {
  /** Copies the collections. */
  public HttpSettings {
    tokens = List.copyOf(tokens);
    hosts = Set.copyOf(hosts);
  }
}
