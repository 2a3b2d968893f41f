package dev.sce.sandbox;

import dev.sce.Blob;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.spi.BackendException;
import dev.sce.spi.BackendException.Stage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the files given to every program in the debug directory, when there is one. */
final class DebugCopies {
  private final @Nullable Path directory;

  private DebugCopies(@Nullable Path directory) {
    this.directory = directory;
  }

  static DebugCopies of(ExecutionConfig config) throws IOException {
    Path debug = config.debugDirectory().orElse(null);
    return new DebugCopies(debug == null ? null : Files.createDirectories(debug).toRealPath());
  }

  void write(String key, Executable executable) throws BackendException {
    if (directory == null) {
      return;
    }
    try {
      Path own = Files.createDirectories(directory.resolve("pred_" + key));
      for (Map.Entry<String, Blob> file : executable.files().entrySet()) {
        Path path = own.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        try (OutputStream out = Files.newOutputStream(path)) {
          file.getValue().writeTo(out);
        }
      }
    } catch (IOException e) {
      throw new BackendException(
          Stage.WRITE, "cannot write into the debug directory: " + e.getMessage(), e);
    }
  }
}
