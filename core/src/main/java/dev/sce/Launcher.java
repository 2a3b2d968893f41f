package dev.sce;

import java.util.Locale;

/** How a command was started. */
public enum Launcher {
  /** By starting its program. */
  EXEC,
  /** By forking an interpreter that was kept ready. */
  WARM,
  /** Not at all: the result was known without running anything. */
  NONE;

  /** Returns the name used in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
