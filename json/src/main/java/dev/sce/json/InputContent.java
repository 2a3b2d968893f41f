package dev.sce.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What an input is, told by its first bytes; names tell it only where these do not. */
enum InputContent {
  PARQUET,
  ARROW,
  ZIP,
  GZIP,
  ZSTANDARD,
  /** Text that begins with a bracket. */
  JSON_ARRAY,
  /** Text that begins with a brace. */
  JSON_OBJECT,
  OTHER;

  /** Bytes that have to be looked at: white space may come before JSON. */
  static final int LOOK = 4096;

  private static final int LONGEST_MAGIC = 6;
  private static final int ZSTANDARD_MAGIC = 0xFD2FB528;

  /** Frames of the user's own, which may stand before others. */
  private static final int SKIPPABLE_MAGIC = 0x184D2A50;

  private static final int GZIP_MAGIC = 0x8B1F;
  private static final byte[] PARQUET_MAGIC = {'P', 'A', 'R', '1'};
  private static final byte[] ARROW_MAGIC = {'A', 'R', 'R', 'O', 'W', '1'};
  private static final byte[] ZIP_MAGIC = {'P', 'K', 3, 4};

  /** Looks at a regular file. */
  static InputContent of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(LOOK));
    }
  }

  /** Looks at the first bytes of an input, at {@link #LOOK} of them if there are so many. */
  static InputContent of(byte[] head) {
    if (startsWith(head, PARQUET_MAGIC)) {
      return PARQUET;
    }
    int magic = head.length < Integer.BYTES ? 0 : littleEndian(head);
    if (startsWith(head, ARROW_MAGIC) || magic == -1) {
      return ARROW;
    }
    if (startsWith(head, ZIP_MAGIC)) {
      return ZIP;
    }
    if (magic == ZSTANDARD_MAGIC || (magic & ~0xF) == SKIPPABLE_MAGIC) {
      return ZSTANDARD;
    }
    if ((magic & 0xFFFF) == GZIP_MAGIC) {
      return GZIP;
    }
    return switch (firstSign(head)) {
      case '[' -> JSON_ARRAY;
      case '{' -> JSON_OBJECT;
      default -> OTHER;
    };
  }

  /** Whether more bytes could tell more than the first so many do. */
  static boolean isUndecided(byte[] head, int count) {
    byte[] seen = Arrays.copyOf(head, count);
    int sign = firstSign(seen);
    return count < LOOK && sign != '{' && sign != '[' && (sign == 0 || count < LONGEST_MAGIC);
  }

  private static boolean startsWith(byte[] head, byte[] magic) {
    return head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }

  private static int littleEndian(byte[] head) {
    return (head[0] & 0xFF)
        | (head[1] & 0xFF) << 8
        | (head[2] & 0xFF) << 16
        | (head[3] & 0xFF) << 24;
  }

  /** Returns the first byte after white space and a byte order mark; 0 for none. */
  private static int firstSign(byte[] head) {
    boolean mark = head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB;
    for (int at = mark ? 3 : 0; at < head.length; at++) {
      if (head[at] != ' ' && head[at] != '\t' && head[at] != '\r' && head[at] != '\n') {
        return head[at];
      }
    }
    return 0;
  }
}
