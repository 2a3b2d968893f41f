package dev.sce.internal.reuse;

import dev.sce.ExecutionConfig;
import dev.sce.ExecutionOption;
import dev.sce.InvalidOptionException;
import dev.sce.spi.ResultStore;
import dev.sce.spi.ResultStoreProvider;
import dev.sce.spi.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds the installed module that keeps results on disk. */
final class Stores {
  private final ResultStoreProvider provider;
  private final @Nullable Path temporary;

  private Stores(ResultStoreProvider provider, @Nullable Path temporary) {
    this.provider = provider;
    this.temporary = temporary;
  }

  /**
   * Finds the module.
   *
   * @throws IllegalArgumentException when none is installed
   */
  static Stores find(ExecutionConfig config) {
    ResultStoreProvider provider =
        ServiceLoader.load(ResultStoreProvider.class, ResultStoreProvider.class.getClassLoader())
            .findFirst()
            .orElseThrow(() -> missing(config));
    return new Stores(provider, config.temporaryDirectory().orElse(null));
  }

  private static IllegalArgumentException missing(ExecutionConfig config) {
    ExecutionOption option =
        config.resultCache().isPresent() ? ExecutionOption.RESULT_CACHE : ExecutionOption.DEDUPE;
    return InvalidOptionException.because(
        option,
        config.resultCache().map(Path::toString).orElse("true"),
        "needs the module sce-cache, which is not on the class path; add the dependency"
            + " dev.sce:sce-cache");
  }

  ResultStore open(Path folder) throws IOException {
    return provider.open(folder);
  }

  ResultStore openTemporary() throws IOException {
    return provider.temporary(TemporaryDirectory.of(temporary));
  }
}
