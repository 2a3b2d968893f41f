package dev.sce;

import java.util.Locale;

/** How a command was started. */
public enum Launcher {
  /** Its program was started. */
  EXEC,
  /** It was forked from a warm interpreter. */
  WARM,
  /** Nothing was started: the result was known without running anything. */
  NONE;

  /** Returns the name used in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
