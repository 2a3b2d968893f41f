package dev.sce.internal.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  /** Whether text outside ASCII reaches programs as it is; not so in the locale C. */
  private static final boolean SPEAKS_UTF8 =
      IS_WINDOWS || "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding", ""));

  private HostSystem() {}

  /** Whether arguments and variables would arrive as they are. */
  static boolean canPass(List<String> argv, Map<String, String> environment) {
    return SPEAKS_UTF8
        || (argv.stream().allMatch(HostSystem::isAscii)
            && environment.entrySet().stream()
                .allMatch(variable -> isAscii(variable.getKey()) && isAscii(variable.getValue())));
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

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
