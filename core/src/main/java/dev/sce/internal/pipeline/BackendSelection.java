package dev.sce.internal.pipeline;

import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.IsolationUnavailableException;
import dev.sce.internal.process.ProcessBackend;
import dev.sce.spi.Backend;
import dev.sce.spi.BackendProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Chooses the backend for the configured isolation; never silently a weaker one. */
public final class BackendSelection {
  /** Strongest first: the order in which {@link Isolation#AUTO} tries. */
  private static final List<Isolation> STRENGTH = List.of(Isolation.NAMESPACES, Isolation.LANDLOCK);

  private static final String NONE_HINT =
      "to run programs without any protection, request isolation 'none' explicitly";

  private BackendSelection() {}

  /** Opens the backend for the configured isolation. */
  public static Backend open(ExecutionConfig config) throws IOException {
    if (config.isolation() == Isolation.NONE) {
      return new ProcessBackend(config);
    }
    List<Isolation> wanted =
        config.isolation() == Isolation.AUTO ? STRENGTH : List.of(config.isolation());
    List<String> reasons = new ArrayList<>();
    for (Isolation isolation : wanted) {
      Optional<BackendProvider> provider = provider(isolation);
      if (provider.isEmpty()) {
        reasons.add(isolation.label() + ": no installed module of this program offers it");
        continue;
      }
      try {
        return provider.get().open(config);
      } catch (IsolationUnavailableException e) {
        reasons.add(isolation.label() + ": " + e.getMessage());
      }
    }
    throw new IsolationUnavailableException(
        "isolation '"
            + config.isolation().label()
            + "' is not available on this machine ("
            + String.join("; ", reasons)
            + "); "
            + NONE_HINT);
  }

  private static Optional<BackendProvider> provider(Isolation isolation) {
    return ServiceLoader.load(BackendProvider.class, BackendProvider.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.isolation() == isolation)
        .findFirst();
  }
}
