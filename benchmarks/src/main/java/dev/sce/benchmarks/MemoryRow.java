package dev.sce.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Memory of one configuration in all rounds.
 *
 * @param kind which interpreter the slots keep
 * @param jvm the JVM, one for each round
 * @param slots all other processes, one for each round
 */
record MemoryRow(String kind, int workers, List<ProcessMemory> jvm, List<ProcessMemory> slots) {
  static final String HEADER =
      """
      | slots keep | workers | processes besides the JVM | JVM, Pss | each slot: Rss | Pss | private | shared |
      |---|---|---|---|---|---|---|---|\
      """;

  /** Returns the row of the table, in MiB. */
  String markdown() {
    ProcessMemory last = slots.getLast();
    String hidden = last.unreadable() > 0 ? " and " + last.unreadable() + " unreadable" : "";
    return cells(
        kind,
        Integer.toString(workers),
        last.processes() + hidden,
        mib(median(jvm, ProcessMemory::pss)),
        mib(perSlot(ProcessMemory::rss)),
        mib(perSlot(ProcessMemory::pss)),
        mib(perSlot(ProcessMemory::own)),
        mib(perSlot(memory -> memory.rss() - memory.own())));
  }

  /** Returns the row for what each further slot adds, JVM included, between two configurations. */
  static String markdown(MemoryRow few, MemoryRow many) {
    int more = many.workers - few.workers;
    return cells(
        many.kind,
        "each of " + more + " more",
        "",
        mib((median(many.jvm, ProcessMemory::pss) - median(few.jvm, ProcessMemory::pss)) / more),
        mib(added(few, many, ProcessMemory::rss)),
        mib(added(few, many, ProcessMemory::pss)),
        mib(added(few, many, ProcessMemory::own)),
        mib(added(few, many, memory -> memory.rss() - memory.own())));
  }

  private static double added(
      MemoryRow few, MemoryRow many, ToDoubleFunction<ProcessMemory> figure) {
    return (median(many.slots, figure) - median(few.slots, figure)) / (many.workers - few.workers);
  }

  private static String cells(String... texts) {
    return "| " + String.join(" | ", texts) + " |";
  }

  private double perSlot(ToDoubleFunction<ProcessMemory> figure) {
    return median(slots, figure) / workers;
  }

  private static double median(
      List<ProcessMemory> samples, ToDoubleFunction<ProcessMemory> figure) {
    return new Series(samples.stream().map(figure::applyAsDouble).toList()).median();
  }

  private static String mib(double kib) {
    return Series.number(kib / 1024) + " MiB";
  }
}
