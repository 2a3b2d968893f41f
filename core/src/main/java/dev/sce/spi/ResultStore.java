package dev.sce.spi;

import dev.sce.Blob;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Stores values by key on disk. Used by many threads at once.
 *
 * <p>The store need not guarantee integrity: each value includes a checksum, which the caller
 * verifies. A failure is an {@link IOException}, after which the store is no longer used.
 */
public interface ResultStore extends AutoCloseable {
  /** Returns the value of a key, if present. */
  Optional<Blob> get(Blob key) throws IOException;

  /** Stores all values or none; an existing key keeps its value. */
  void put(Map<Blob, Blob> values) throws IOException;

  /** Releases all resources. Idempotent. */
  @Override
  void close();
}
