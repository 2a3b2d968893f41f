package dev.sce.eval.calls;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of the language in which the programs of these tasks are written. */
public final class Python3 {
  private static final Set<String> NAMES = Set.of("python", "python3", "py", "py3");

  private Python3() {}

  /** Whether a sample of that language is Python 3, as one that does not say its language is. */
  public static boolean is(@Nullable String language) {
    return language == null || NAMES.contains(language.strip().toLowerCase(Locale.ROOT));
  }
}
