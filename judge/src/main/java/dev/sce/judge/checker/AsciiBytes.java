package dev.sce.judge.checker;

import dev.sce.support.LogText;
import java.nio.charset.StandardCharsets;

/** A run of bytes within an output, compared and shown without copying all of it. */
@SuppressWarnings("ArrayRecordComponent") // a view for one comparison, never a key
record AsciiBytes(byte[] all, int from, int to) {
  private static final int SHOWN = 40;

  int length() {
    return to - from;
  }

  static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }

  static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
  }

  boolean same(AsciiBytes other, boolean ignoreCase) {
    if (length() != other.length()) {
      return false;
    }
    for (int i = 0; i < length(); i++) {
      byte a = all[from + i];
      byte b = other.all[other.from + i];
      if (a != b && !(ignoreCase && lower(a) == lower(b))) {
        return false;
      }
    }
    return true;
  }

  /** Returns the text for a message: short, on one line. */
  String shown() {
    int length = Math.min(length(), SHOWN);
    String text = new String(all, from, length, StandardCharsets.UTF_8);
    return "'" + LogText.clean(text, SHOWN, '\uFFFD') + (length < length() ? "…'" : "'");
  }
}
