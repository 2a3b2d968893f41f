package dev.sce.judge.checker;

import java.util.List;

/**
 * Offers a checker under a name. Providers are found by {@link java.util.ServiceLoader}, so a jar
 * on the class path adds a checker; they need a public constructor without parameters.
 */
public interface CheckerProvider {
  /** Returns the checker's name: lower-case letters, digits and hyphens. */
  String name();

  /**
   * Creates the checker.
   *
   * @param options the words after the name
   * @throws IllegalArgumentException if an option is unknown or its value cannot be used
   */
  Checker create(List<String> options);
}
