package dev.sce.spark;

import java.io.Serializable;
import java.util.Map;

/** How programs run. Immutable. */
public final class RunConfig implements Serializable {
  private static final long serialVersionUID = 1;

  private final Map<String, String> limits;
  private final int partitions;

  private RunConfig(Map<String, String> limits, int partitions) {
    this.limits = limits;
    this.partitions = partitions;
  }

  /** Returns the configuration with the engine's limits and the partitions of the rows. */
  public static RunConfig standard() {
    return new RunConfig(Map.of(), 0);
  }

  /**
   * Returns a configuration with a limit for rows that do not set it themselves.
   *
   * @param name as in rows, such as {@code timeout} or {@code memory}
   * @param value such as {@code 5s} or {@code 512m}
   */
  public RunConfig withLimit(String name, String value) {
    return new RunConfig(Limits.with(limits, name, value), partitions);
  }

  /** Returns a configuration that spreads rows evenly over tasks, after they have been numbered. */
  public RunConfig withPartitions(int count) {
    return new RunConfig(limits, Limits.positive("partitions", count));
  }

  Map<String, String> limits() {
    return limits;
  }

  int partitions() {
    return partitions;
  }
}
