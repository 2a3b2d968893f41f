package dev.sce.compat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Processors by name: those of this library and those that a program adds. */
public final class Processors {
  private final Map<String, Processor<?, ?>> byName = new ConcurrentHashMap<>();

  /** Makes a registry that holds the processors of this library. */
  public static Processors standard() {
    Processors processors = new Processors();
    processors.register(new PyPercentPassed());
    processors.register(new PythonCoverage());
    return processors;
  }

  /**
   * Adds a processor.
   *
   * @throws IllegalArgumentException when there is one of that name
   */
  public void register(Processor<?, ?> processor) {
    if (byName.putIfAbsent(processor.name(), processor) != null) {
      throw new IllegalArgumentException(
          "there is already a processor named '" + processor.name() + "'");
    }
  }

  /**
   * Returns the processor of a name.
   *
   * @throws IllegalArgumentException when there is none, naming those there are
   */
  public Processor<?, ?> get(String name) {
    Processor<?, ?> found = byName.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "there is no processor named '" + name + "'; there are " + String.join(", ", names()));
    }
    return found;
  }

  /** Returns all names in alphabetical order. */
  public List<String> names() {
    return List.copyOf(new TreeMap<>(byName).keySet());
  }
}
