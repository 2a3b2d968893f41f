package dev.sce;

import dev.sce.spi.ResultStore;
import dev.sce.spi.ResultStoreProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Stores in memory; that of a folder lasts as long as the JVM. */
public final class MemoryStores implements ResultStoreProvider {
  private static final Map<Path, Store> FOLDERS = new ConcurrentHashMap<>();

  /** A store that can be made to fail. */
  public static final class Store implements ResultStore {
    /** What is in it. */
    public final Map<Blob, Blob> values = new ConcurrentHashMap<>();

    /** Whether everything fails. */
    public volatile boolean failing;

    @Override
    public Optional<Blob> get(Blob key) throws IOException {
      check();
      return Optional.ofNullable(values.get(key));
    }

    @Override
    public void put(Map<Blob, Blob> more) throws IOException {
      check();
      more.forEach(values::putIfAbsent);
    }

    private void check() throws IOException {
      if (failing) {
        throw new IOException("no space left");
      }
    }

    @Override
    public void close() {}
  }

  static Store of(Path folder) {
    return FOLDERS.computeIfAbsent(folder, _ -> new Store());
  }

  @Override
  public ResultStore open(Path folder) {
    return of(folder);
  }

  @Override
  public ResultStore temporary(Path parent) {
    return new Store();
  }
}
