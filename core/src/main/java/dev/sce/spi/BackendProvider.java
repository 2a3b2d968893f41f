package dev.sce.spi;

import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.IsolationUnavailableException;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
   * @throws ServiceConfigurationError if one of them cannot be loaded or names no level, or two
   *     provide the same level
   */
  static List<BackendProvider> installed() {
    Map<Isolation, BackendProvider> found = new LinkedHashMap<>();
    ClassLoader loader = BackendProvider.class.getClassLoader();
    for (BackendProvider provider : ServiceLoader.load(BackendProvider.class, loader)) {
      String name = provider.getClass().getName();
      if (Objects.isNull(provider.isolation())) {
        throw new ServiceConfigurationError(name + " names no isolation level");
      }
      BackendProvider other = found.put(provider.isolation(), provider);
      if (other != null) {
        throw new ServiceConfigurationError(
            "two classes provide the isolation level '"
                + provider.isolation()
                + "': "
                + other.getClass().getName()
                + " and "
                + name
                + "; remove one of them from the class path");
      }
    }
    return found.values().stream()
        .sorted(Comparator.comparingInt(BackendProvider::strength).reversed())
        .toList();
  }
}
