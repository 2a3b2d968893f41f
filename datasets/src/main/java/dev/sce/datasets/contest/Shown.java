package dev.sce.datasets.contest;

import dev.sce.support.LogText;
import org.jspecify.annotations.Nullable;

/** Texts of packages in messages for people: they may hold what moves a terminal's cursor. */
final class Shown {
  private static final int LONGEST = 1000;

  private Shown() {}

  /** Returns a text without control characters, cut where it is long. */
  static String of(@Nullable Object text) {
    return LogText.clean(String.valueOf(text), LONGEST, '\uFFFD');
  }
}
