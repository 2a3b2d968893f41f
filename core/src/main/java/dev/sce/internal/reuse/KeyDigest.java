package dev.sce.internal.reuse;

import dev.sce.Blob;
import dev.sce.support.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Makes a SHA-256 of values, each written with its length in front, so that no two sequences of
 * values of the same types give the same bytes. Not thread-safe.
 */
final class KeyDigest {
  private final MessageDigest digest = Sha256.digest();
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

  /** Makes a digest for one purpose; digests of different purposes are never equal. */
  KeyDigest(String purpose) {
    add(purpose);
  }

  KeyDigest add(long value) {
    number.clear().putLong(value).flip();
    digest.update(number);
    return this;
  }

  KeyDigest add(boolean value) {
    return add(value ? 1L : 0L);
  }

  /** Adds a number that may be absent. */
  KeyDigest addOptional(@Nullable Long value) {
    add(value != null);
    return value == null ? this : add(value.longValue());
  }

  /** Adds a text as it is in memory: half a surrogate pair has no form in UTF-8. */
  KeyDigest add(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(text.length(), Character.BYTES));
    bytes.asCharBuffer().put(text);
    add((long) text.length());
    digest.update(bytes);
    return this;
  }

  KeyDigest add(Blob content) {
    add((long) content.size());
    digest.update(content.asByteBuffer());
    return this;
  }

  KeyDigest addAll(Collection<String> texts) {
    add((long) texts.size());
    texts.forEach(this::add);
    return this;
  }

  /** Returns the digest; nothing can be added afterwards. */
  Blob finish() {
    return Blob.of(digest.digest());
  }
}
