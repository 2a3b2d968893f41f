package dev.sce;

import java.util.Locale;

/** What keeps programs apart from the machine and from each other. */
public enum Isolation {
  /** The strongest that this machine gives; an executor refuses to start when it gives none. */
  AUTO,
  /** Linux namespaces, a private file system, a system call filter, and cgroups where possible. */
  NAMESPACES,
  /** Landlock rules and a system call filter, for machines without user namespaces. */
  LANDLOCK,
  /** None: programs run with all rights of the caller. */
  NONE;

  /** Returns the name used on the command line and in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
