package dev.sce.json;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Collects bytes up to a limit, beyond which they are let go.
 *
 * <p>They are kept in parts that are never copied but once at the end, one after the other, so that
 * together they take little more than the bytes themselves.
 */
final class Bytes {
  private final int limit;
  private final Deque<byte[]> parts = new ArrayDeque<>();
  private long size;

  Bytes(int limit) {
    this.limit = limit;
  }

  void add(byte[] from, int offset, int length) {
    size += length;
    if (size > limit) {
      parts.clear();
    } else if (length > 0) {
      parts.add(Arrays.copyOfRange(from, offset, offset + length));
    }
  }

  /** Returns all bytes, once; null when there were more than the limit. */
  byte @Nullable [] whole() {
    if (size > limit) {
      return null;
    }
    if (parts.size() == 1) {
      return parts.remove();
    }
    byte[] whole = new byte[(int) size];
    int at = 0;
    while (!parts.isEmpty()) {
      byte[] part = parts.remove();
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }
}
