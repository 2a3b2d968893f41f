package dev.sce.internal.reuse;

import dev.sce.internal.reuse.FilePrints.Depth;
import dev.sce.internal.reuse.FilePrints.Watched;
import dev.sce.spi.CommandResolver;
import dev.sce.spi.PythonQuestion;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The files behind a Python interpreter: its executable and the folders it imports from. */
final class PythonFiles {
  private static final Pattern PYTHON = Pattern.compile("(.*/)?python[0-9.]*");
  private static final String ASK =
      "import sys; print(sys.executable); print(sys.prefix + '/pyvenv.cfg');"
          + " print('\\n'.join(sys.path))";

  private PythonFiles() {}

  /**
   * Returns what there is behind a command's name; nothing when it is not Python's.
   *
   * <p>Every interpreter of that name counts, not only the first: where programs may not enter all
   * folders of the search path, a later one is taken. They are asked outside of any sandbox, so
   * only where the caller looks for commands himself; who makes commands could otherwise have any
   * file run.
   *
   * @param searchPath where the caller looks for commands
   * @param ownPath where the program does
   * @throws IOException when one cannot be asked or does not answer, and so nothing is known of it
   */
  static List<Watched> behind(String name, List<Path> searchPath, List<Path> ownPath)
      throws IOException {
    List<Watched> watched = new ArrayList<>();
    Set<Path> asked = new HashSet<>();
    for (Path file : candidates(name, searchPath, ownPath)) {
      Path folder = file.getParent();
      if (folder == null || !searchPath.contains(folder)) {
        throw new IOException(file + " is not asked what it imports: it is not on the search path");
      }
      if (asked.add(FilePrints.real(folder))) {
        watched.addAll(behind(file, searchPath));
      }
    }
    return watched;
  }

  private static List<Path> candidates(String name, List<Path> searchPath, List<Path> ownPath) {
    if (!PYTHON.matcher(name).matches()) {
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    if (name.startsWith("/")) {
      files.add(Path.of(name));
    } else if (name.indexOf('/') < 0) {
      searchPath.forEach(folder -> files.add(folder.resolve(name)));
      ownPath.forEach(folder -> files.add(folder.resolve(name)));
    }
    return files.stream().filter(Files::isRegularFile).filter(Files::isExecutable).toList();
  }

  private static List<Watched> behind(Path file, List<Path> searchPath) throws IOException {
    List<Watched> watched = new ArrayList<>();
    String name = String.valueOf(file.getFileName());
    String folder = String.valueOf(file.getParent());
    if (new CommandResolver().resolve(List.of(name), folder, Path.of("/"))
        instanceof CommandResolver.Found found) {
      Path interpreter = Path.of(found.argv().getFirst());
      watched.add(new Watched(interpreter, Depth.ITSELF));
      // Programs have its folder on their search path.
      Path commands = interpreter.getParent();
      if (commands != null && !searchPath.contains(commands)) {
        watched.add(new Watched(commands, Depth.ENTRIES));
      }
      ask(interpreter).forEach(path -> watched.add(new Watched(path, Depth.ENTRIES)));
    }
    return watched;
  }

  private static List<Path> ask(Path interpreter) throws IOException {
    try {
      String answer = PythonQuestion.ask(interpreter, List.of("-I"), ASK);
      return answer.lines().filter(line -> line.startsWith("/")).map(Path::of).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + interpreter + " was asked");
    }
  }
}
