package dev.sce;

import java.util.Locale;

/** Whether Python programs are forked from a started interpreter inside their sandbox. */
public enum Warm {
  /** Wherever that shows a program the same as a fresh interpreter; all others are started cold. */
  AUTO,
  /** Never: every command starts its interpreter. */
  OFF;

  /** Returns the name used on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
