package dev.sce.internal.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the backend needs to know of the operating system. */
final class HostSystem {
  private static final String NAME = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);

  static final boolean IS_WINDOWS = NAME.startsWith("windows");
  static final boolean IS_LINUX = NAME.startsWith("linux") && Files.isDirectory(Path.of("/proc/1"));

  /** What reads as empty and swallows what is written. */
  static final File NULL_DEVICE = new File(IS_WINDOWS ? "NUL" : "/dev/null");

  /** Starts a program in a session of its own, by becoming it; part of every Linux system. */
  static final @Nullable String SETSID = findSetsid();

  private HostSystem() {}

  private static @Nullable String findSetsid() {
    if (!IS_LINUX) {
      return null;
    }
    for (String path : new String[] {"/usr/bin/setsid", "/bin/setsid"}) {
      if (Files.isExecutable(Path.of(path))) {
        return path;
      }
    }
    return null;
  }
}
