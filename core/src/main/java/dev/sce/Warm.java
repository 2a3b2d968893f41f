package dev.sce;

import java.util.Locale;

/** Controls whether Python programs are forked from a warm interpreter in their sandbox. */
public enum Warm {
  /** Fork programs where this is equivalent to a fresh interpreter; start all others cold. */
  AUTO,
  /** Never fork: every command starts its own interpreter. */
  OFF;

  /** Returns the name used on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
