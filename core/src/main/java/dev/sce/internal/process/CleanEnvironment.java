package dev.sce.internal.process;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The variables that every program gets: few, the same everywhere, and none of the caller's
 * secrets.
 */
final class CleanEnvironment {
  /** Without these, Windows cannot start most programs. */
  private static final String[] WINDOWS = {
    "SystemRoot", "SystemDrive", "ComSpec", "PATHEXT", "WINDIR", "NUMBER_OF_PROCESSORS"
  };

  private CleanEnvironment() {}

  static Map<String, String> with(Map<String, String> more, Path directory) {
    Map<String, String> variables = new HashMap<>();
    String path = System.getenv("PATH");
    variables.put("PATH", path != null ? path : "/usr/local/bin:/usr/bin:/bin");
    variables.put("HOME", directory.toString());
    variables.put("TMPDIR", directory.toString());
    variables.put("LANG", "C.UTF-8");
    if (HostSystem.IS_WINDOWS) {
      addWindows(variables, directory);
    }
    variables.putAll(more);
    return variables;
  }

  private static void addWindows(Map<String, String> variables, Path directory) {
    for (String name : WINDOWS) {
      String value = System.getenv(name);
      if (value != null) {
        variables.put(name, value);
      }
    }
    variables.put("TEMP", directory.toString());
    variables.put("TMP", directory.toString());
  }
}
