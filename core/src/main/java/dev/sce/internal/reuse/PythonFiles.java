package dev.sce.internal.reuse;

import dev.sce.internal.reuse.FilePrints.Depth;
import dev.sce.internal.reuse.FilePrints.Watched;
import dev.sce.spi.CommandResolver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The files behind a Python interpreter: its executable and the folders it imports from. */
final class PythonFiles {
  private static final Pattern PYTHON = Pattern.compile("(.*/)?python[0-9.]*");
  private static final long PATIENCE_SECONDS = 20;
  private static final String ASK =
      "import sys; print(sys.executable); print(sys.prefix + '/pyvenv.cfg');"
          + " print('\\n'.join(sys.path))";

  private PythonFiles() {}

  /** Returns what there is behind a command's name; nothing when it is not Python's. */
  static List<Watched> behind(String name, String path) {
    if (!PYTHON.matcher(name).matches() || (name.indexOf('/') >= 0 && !name.startsWith("/"))) {
      return List.of();
    }
    return new CommandResolver().resolve(List.of(name), path, Path.of("/"))
            instanceof CommandResolver.Found found
        ? ask(found.argv().getFirst())
        : List.of();
  }

  private static List<Watched> ask(String interpreter) {
    List<Watched> watched = new ArrayList<>();
    watched.add(new Watched(Path.of(interpreter), Depth.ITSELF));
    try {
      Process process =
          new ProcessBuilder(interpreter, "-I", "-c", ASK)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      // Some paths fit any pipe, so the answer can be read after the end.
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return watched;
      }
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      answer
          .lines()
          .filter(line -> line.startsWith("/"))
          .forEach(line -> watched.add(new Watched(Path.of(line), Depth.ENTRIES)));
    } catch (IOException e) {
      // Then there is nothing behind this name that could be run.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return watched;
  }
}
