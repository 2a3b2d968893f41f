package dev.sce.internal.process;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where temporary files go: as configured, else by the environment, else the system's place. */
public final class TemporaryDirectory {
  private TemporaryDirectory() {}

  /** Returns the directory, which may not exist. */
  public static Path of(@Nullable Path configured) {
    if (configured != null) {
      return configured;
    }
    for (String variable : new String[] {"SCE_TMP_DIR", "EXEC_TMP_DIR"}) {
      String value = System.getenv(variable);
      if (value != null && !value.isEmpty()) {
        return Path.of(value);
      }
    }
    return Path.of(System.getProperty("java.io.tmpdir"));
  }
}
