package dev.sce.datasets.contest;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts of packages in messages for people: they may hold what moves a terminal's cursor. */
final class Shown {
  private static final int LONGEST = 1000;

  private Shown() {}

  /** Returns a text without control characters, cut where it is long. */
  static String of(@Nullable Object text) {
    String clean =
        String.valueOf(text)
            .codePoints()
            .limit(LONGEST)
            .map(c -> Character.isISOControl(c) ? '\uFFFD' : c)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    return String.valueOf(text).length() > clean.length() ? clean + "…" : clean;
  }
}
