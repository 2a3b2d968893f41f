package dev.sce;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the limits of an executable were enforced and what was used was measured.
 *
 * @param memory how its memory was
 * @param cpu how its processor time was
 * @param processes how the number of its processes was
 */
public record Enforcement(By memory, By cpu, By processes) {
  private static final Pattern TEXT = Pattern.compile("memory=(\\w+),cpu=(\\w+),processes=(\\w+)");

  /** What enforces a limit. */
  public enum By {
    /** A control group: the kernel's own account of the whole process tree. */
    CGROUP,
    /** Looking at the process tree now and then. */
    SAMPLING,
    /** The account of each process, added up. */
    RUSAGE,
    /** A limit of the user's processes, or of each process. */
    RLIMIT;

    /** Returns the name used in results. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads what {@link #toString} returns.
   *
   * @throws IllegalArgumentException when it is anything else
   */
  public static Enforcement parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' does not tell how limits are enforced");
    }
    return new Enforcement(by(matcher.group(1)), by(matcher.group(2)), by(matcher.group(3)));
  }

  private static By by(String label) {
    return By.valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** Returns the text used in results: {@code memory=cgroup,cpu=cgroup,processes=cgroup}. */
  @Override
  public String toString() {
    return "memory=" + memory.label() + ",cpu=" + cpu.label() + ",processes=" + processes.label();
  }
}
