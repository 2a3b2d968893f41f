package dev.sce;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the limits of an executable were enforced and its usage was measured.
 *
 * @param memory means for its memory
 * @param cpu means for its CPU time
 * @param processes means for its number of processes
 */
public record Enforcement(By memory, By cpu, By processes) {
  private static final Pattern TEXT = Pattern.compile("memory=(\\w+),cpu=(\\w+),processes=(\\w+)");

  /** A means of enforcing a limit. */
  public enum By {
    /** A cgroup: the kernel's own accounting of the whole process tree. */
    CGROUP,
    /** Sampling the process tree at intervals. */
    SAMPLING,
    /** The accounting of each process, added up. */
    RUSAGE,
    /** A limit on the user's processes, or on each process. */
    RLIMIT;

    /** Returns the name used in results. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Parses the form that {@link #toString} returns.
   *
   * @throws IllegalArgumentException if the text does not have this form
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
