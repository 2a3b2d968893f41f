package dev.sce.spi;

import dev.sce.Blob;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps values by key on disk. Used by many threads at once.
 *
 * <p>It need not be trusted with the truth: values carry a checksum of their own, which the caller
 * verifies. A failure is an {@link IOException}, after which the store is not used any more.
 */
public interface ResultStore extends AutoCloseable {
  /** Returns the value of a key, if there is one. */
  Optional<Blob> get(Blob key) throws IOException;

  /** Keeps values, all of them or none; a key that is there keeps the value it has. */
  void put(Map<Blob, Blob> values) throws IOException;

  /** Gives everything back; idempotent. */
  @Override
  void close();
}
