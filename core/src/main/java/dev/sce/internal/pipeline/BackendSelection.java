package dev.sce.internal.pipeline;

import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.IsolationUnavailableException;
import dev.sce.spi.Backend;
import dev.sce.spi.BackendProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Chooses the backend for the configured isolation; never silently a weaker one. */
public final class BackendSelection {
  private static final String NONE_HINT =
      "to run programs without any protection, request isolation 'none' explicitly";

  private BackendSelection() {}

  /** Opens the backend for the configured isolation. */
  public static Backend open(ExecutionConfig config) throws IOException {
    Isolation wanted = config.isolation();
    List<BackendProvider> installed = BackendProvider.installed();
    List<String> reasons = new ArrayList<>();
    for (BackendProvider provider : installed) {
      if (!isWanted(provider, wanted)) {
        continue;
      }
      try {
        return provider.open(config);
      } catch (IsolationUnavailableException e) {
        reasons.add(provider.isolation() + ": " + e.getMessage());
      }
    }
    if (reasons.isEmpty()) {
      reasons.add(
          "the class path provides only "
              + installed.stream()
                  .map(provider -> provider.isolation().label())
                  .collect(Collectors.joining(", "))
              + "; the module sce-sandbox provides namespaces and landlock");
    }
    throw new IsolationUnavailableException(
        "isolation '"
            + wanted
            + "' is not available on this machine ("
            + String.join("; ", reasons)
            + "); "
            + NONE_HINT);
  }

  private static boolean isWanted(BackendProvider provider, Isolation wanted) {
    return wanted.equals(Isolation.AUTO)
        ? provider.strength() > 0
        : wanted.equals(provider.isolation());
  }
}
