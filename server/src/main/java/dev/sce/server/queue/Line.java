package dev.sce.server.queue;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The tickets of one client, by flow; the flow that comes first has its turn next. Batches take
 * turns with each other. Single requests, for each of which somebody waits, have several turns for
 * each turn of a batch. Used under the queue's lock.
 */
final class Line {
  /**
   * Single requests between two of a batch. A batch beside them then costs them less than half of
   * their rate, even if its programs take several times as long, and still gets on.
   */
  private static final int SINGLES_IN_A_ROW = 8;

  /** No flow in it is empty. */
  private final LinkedHashMap<Flow, TreeSet<Ticket<?>>> flows = new LinkedHashMap<>();

  private int singlesInARow;

  void add(Ticket<?> ticket) {
    flows.computeIfAbsent(ticket.flow, _ -> new TreeSet<>(Ticket.ORDER)).add(ticket);
  }

  /** Removes a ticket; returns whether it was there. */
  boolean remove(Ticket<?> ticket) {
    TreeSet<Ticket<?>> tickets = flows.get(ticket.flow);
    if (tickets == null || !tickets.remove(ticket)) {
      return false;
    }
    if (tickets.isEmpty()) {
      flows.remove(ticket.flow);
    }
    return true;
  }

  /** Takes out the ticket whose turn it is. */
  Ticket<?> take() {
    Map.Entry<Flow, TreeSet<Ticket<?>>> flow = flows.firstEntry();
    Ticket<?> ticket = flow.getValue().removeFirst();
    boolean stays = flow.getKey().batch() == 0 && ++singlesInARow < SINGLES_IN_A_ROW;
    if (flow.getValue().isEmpty() || !stays) {
      flows.remove(flow.getKey());
      singlesInARow = flow.getKey().batch() == 0 ? 0 : singlesInARow;
    }
    if (!flow.getValue().isEmpty() && !stays) {
      flows.put(flow.getKey(), flow.getValue());
    }
    return ticket;
  }

  boolean isEmpty() {
    return flows.isEmpty();
  }

  void addAllTo(Collection<Ticket<?>> all) {
    flows.values().forEach(all::addAll);
  }
}
