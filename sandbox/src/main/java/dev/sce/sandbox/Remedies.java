package dev.sce.sandbox;

import dev.sce.Isolation;
import dev.sce.IsolationUnavailableException;
import java.util.Locale;

/** What somebody can do about a machine that does not give an isolation. */
final class Remedies {
  private Remedies() {}

  /** Refuses other systems before anything of Linux is tried on them. */
  static void requireLinux() {
    String system = System.getProperty("os.name", "");
    if (!system.toLowerCase(Locale.ROOT).startsWith("linux")) {
      throw new IsolationUnavailableException("it needs Linux, and this is " + system);
    }
  }

  /** Returns what to change on a Linux machine, as the end of a message. */
  static String of(Isolation isolation) {
    return isolation.equals(Isolation.LANDLOCK)
        ? "Landlock needs Linux 5.13 or later with 'landlock' among the active security modules"
        : "allow user namespaces (sysctl user.max_user_namespaces,"
            + " kernel.unprivileged_userns_clone, kernel.apparmor_restrict_unprivileged_userns) or"
            + " run as root with CAP_SYS_ADMIN";
  }

  /** Returns what would make an available level enforce its limits better. */
  static String shortcoming(Reply.Ready ready) {
    boolean memory = ready.has(Protocol.FEATURE_MEMORY_V1, Protocol.FEATURE_MEMORY_V2);
    return memory
        ? ""
        : "memory is bounded by sampling; for exact limits give this user a cgroup with the memory"
            + " and pids controllers, for example: systemd-run --user --scope -p Delegate=yes sce …";
  }
}
