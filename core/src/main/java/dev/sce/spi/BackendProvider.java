package dev.sce.spi;

import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.IsolationUnavailableException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Provides a backend. Found with {@link java.util.ServiceLoader}. */
public interface BackendProvider {
  /** Returns the isolation level of its backend. No two providers may have the same level. */
  Isolation isolation();

  /**
   * Returns the rank of the level among those that {@link Isolation#AUTO} tries, the largest first;
   * 0 if it must be requested by name. Namespaces have 200, Landlock has 100.
   */
  default int strength() {
    return 0;
  }

  /** Returns what to change on a machine that does not support the level; may be empty. */
  default String remedy() {
    return "";
  }

  /**
   * Opens a backend.
   *
   * @throws IsolationUnavailableException if this machine does not support the level; the message
   *     says why and names the remedy
   * @throws IOException if opening fails for any other reason
   */
  Backend open(ExecutionConfig config) throws IOException;

  /**
   * Returns the providers on the class path, strongest first.
   *
   * @throws IsolationUnavailableException if one of them cannot be loaded or names no level, or two
   *     provide the same level
   */
  static List<BackendProvider> installed() {
    List<BackendProvider> found;
    try {
      found =
          ServiceLoader.load(BackendProvider.class, BackendProvider.class.getClassLoader()).stream()
              .map(ServiceLoader.Provider::get)
              .sorted(Comparator.comparingInt(BackendProvider::strength).reversed())
              .toList();
    } catch (ServiceConfigurationError e) {
      throw new IsolationUnavailableException(
          "an isolation level on the class path cannot be loaded: " + e.getMessage());
    }
    for (BackendProvider one : found) {
      if (Objects.isNull(one.isolation())) {
        throw new IsolationUnavailableException(
            one.getClass().getName() + " names no isolation level");
      }
    }
    for (BackendProvider one : found) {
      for (BackendProvider other : found) {
        if (!one.equals(other) && one.isolation().equals(other.isolation())) {
          throw new IsolationUnavailableException(
              "two classes provide the isolation level '"
                  + one.isolation()
                  + "': "
                  + one.getClass().getName()
                  + " and "
                  + other.getClass().getName()
                  + "; remove one of them from the class path");
        }
      }
    }
    return found;
  }
}
