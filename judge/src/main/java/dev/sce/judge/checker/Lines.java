package dev.sce.judge.checker;

import org.jspecify.annotations.Nullable;

/** Hands out lines without the white space at their ends; blank lines at the end are left out. */
final class Lines {
  private final byte[] all;
  private final int end;
  private int at;

  Lines(byte[] all) {
    this.all = all;
    int last = all.length;
    while (last > 0 && AsciiBytes.isSpace(all[last - 1])) {
      last--;
    }
    end = last;
  }

  @Nullable AsciiBytes next() {
    if (at >= end) {
      return null;
    }
    int from = at;
    while (at < end && all[at] != '\n') {
      at++;
    }
    int to = at;
    at++;
    while (to > from && AsciiBytes.isSpace(all[to - 1])) {
      to--;
    }
    return new AsciiBytes(all, from, to);
  }
}
