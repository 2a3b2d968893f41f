package dev.sce.cache;

import dev.sce.ExecutionOption;
import dev.sce.InvalidOptionException;
import dev.sce.spi.ResultStore;
import dev.sce.spi.ResultStoreProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Offers stores in SQLite files. */
public final class SqliteProvider implements ResultStoreProvider {
  private static final String NAME = "results.sqlite";

  /** Makes a provider; for {@link java.util.ServiceLoader}. */
  public SqliteProvider() {}

  @Override
  public ResultStore open(Path folder) throws IOException {
    Path own = PrivateFolder.prepare(folder);
    if (!SqliteStore.canName(own)) {
      throw InvalidOptionException.of(
          ExecutionOption.RESULT_CACHE, own, "a folder without a question mark in its path");
    }
    Path file = PrivateFolder.file(own, NAME);
    return SqliteStore.open(file, SqliteStore.SHARED);
  }

  @Override
  public ResultStore temporary(Path parent) throws IOException {
    Path folder = Files.createTempDirectory(Files.createDirectories(parent), "sce-batch-");
    Path file = folder.resolve(NAME);
    try {
      return SqliteStore.open(file, SqliteStore.PRIVATE);
    } finally {
      // An open file lives on without a name until this process ends, however it ends.
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }
}
