package dev.sce.json;

import java.util.Arrays;
import java.util.BitSet;
import tools.jackson.databind.JsonNode;

/**
 * Which rows a results file already holds, by index and identity.
 *
 * <p>An identity is kept as a 64-bit hash, so that a million rows take eight megabytes.
 */
public final class FinishedRows {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** Rows that can be kept account of; their hashes take two gigabytes. */
  public static final int MOST = 1 << 28;

  private final BitSet present = new BitSet();
  private long[] hashes = new long[64];
  private int highest = -1;

  /** Remembers a row; false when the index was there before. */
  public boolean add(int index, JsonNode id) {
    if (present.get(index)) {
      return false;
    }
    if (index >= hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.min(MOST, 2 * index + 1));
    }
    present.set(index);
    hashes[index] = hash(id);
    highest = Math.max(highest, index);
    return true;
  }

  /** Whether a row is there. */
  public boolean has(long index) {
    return index <= highest && present.get((int) index);
  }

  /** Whether the row at this index, which must be there, has this identity. */
  public boolean matches(long index, JsonNode id) {
    return hashes[(int) index] == hash(id);
  }

  /** Whether exactly the rows from the first to some other one are there. */
  public boolean isPrefix() {
    return count() == highest + 1;
  }

  /** Returns how many rows are there. */
  public int count() {
    return present.cardinality();
  }

  /** Returns the highest index; −1 when there is none. */
  public int highestIndex() {
    return highest;
  }

  /** FNV-1a over the JSON text, so that the number 1 and the string "1" differ. */
  private static long hash(JsonNode id) {
    long hash = FNV_OFFSET;
    String text = id.toString();
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }
}
