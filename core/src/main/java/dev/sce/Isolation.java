package dev.sce;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A level of isolation of programs from the machine and from each other.
 *
 * <p>The constants are the levels that this project has; a jar on the class path can add others
 * with a {@link dev.sce.spi.BackendProvider}.
 */
public final class Isolation {
  private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  /** The strongest level this machine supports; if it supports none, no executor can be created. */
  public static final Isolation AUTO = new Isolation("auto");

  /** Linux namespaces, a private file system, a system call filter, and cgroups where possible. */
  public static final Isolation NAMESPACES = new Isolation("namespaces");

  /** Landlock rules and a system call filter, for machines without user namespaces. */
  public static final Isolation LANDLOCK = new Isolation("landlock");

  /** No isolation: programs run with all the caller's privileges. */
  public static final Isolation NONE = new Isolation("none");

  private final String label;

  private Isolation(String label) {
    this.label = label;
  }

  /**
   * Returns the level with this name, whether or not anything provides it.
   *
   * @param label lower-case or upper-case ASCII letters, digits and hyphens, at most 32
   * @throws IllegalArgumentException if the name has another form
   */
  public static Isolation of(String label) {
    String lower = label.toLowerCase(Locale.ROOT);
    if (!LABEL.matcher(lower).matches()) {
      throw new IllegalArgumentException(
          "the name of an isolation level consists of letters, digits and hyphens: '"
              + label
              + "'");
    }
    return new Isolation(lower);
  }

  /** Returns the name used on the command line and in results, in lower case. */
  public String label() {
    return label;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Isolation isolation && label.equals(isolation.label);
  }

  @Override
  public int hashCode() {
    return label.hashCode();
  }

  /** Returns the label. */
  @Override
  public String toString() {
    return label;
  }
}
