package dev.sce.spark;

import java.io.Serializable;
import java.util.Map;

/** How programs run. Immutable. */
public final class RunConfig implements Serializable {
  private static final long serialVersionUID = 1;

  private final Map<String, String> limits;

  private RunConfig(Map<String, String> limits) {
    this.limits = limits;
  }

  /** Returns the configuration with the engine's limits. */
  public static RunConfig standard() {
    return new RunConfig(Map.of());
  }

  /**
   * Returns a configuration with a limit for rows that do not set it themselves.
   *
   * @param name as in rows, such as {@code timeout} or {@code memory}
   * @param value such as {@code 5s} or {@code 512m}
   */
  public RunConfig withLimit(String name, String value) {
    return new RunConfig(Limits.with(limits, name, value));
  }

  Map<String, String> limits() {
    return limits;
  }
}
