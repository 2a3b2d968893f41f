package dev.sce;

import java.util.Locale;

/** A level of isolation of programs from the machine and from each other. */
public enum Isolation {
  /** The strongest level this machine supports; if it supports none, no executor can be created. */
  AUTO,
  /** Linux namespaces, a private file system, a system call filter, and cgroups where possible. */
  NAMESPACES,
  /** Landlock rules and a system call filter, for machines without user namespaces. */
  LANDLOCK,
  /** No isolation: programs run with all the caller's privileges. */
  NONE;

  /** Returns the name used on the command line and in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
