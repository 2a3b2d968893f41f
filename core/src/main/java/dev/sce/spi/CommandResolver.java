package dev.sce.spi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the file behind a command's name, as a shell would, but only once instead of at every run.
 *
 * <p>{@code python3} is often a shell script that selects an interpreter and costs ten times as
 * much as the interpreter itself. Such a script is asked once for the real executable, which is
 * then used directly. Safe for use by many threads.
 */
public final class CommandResolver {
  private static final Pattern PYTHON = Pattern.compile("python[0-9.]*");
  private static final boolean IS_WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

  private final ConcurrentHashMap<List<String>, Optional<Path>> cache = new ConcurrentHashMap<>();

  /** The result of looking up a command's name. */
  public sealed interface Resolution {}

  /**
   * The program was found.
   *
   * @param argv the command with a path in place of the name
   */
  public record Found(List<String> argv) implements Resolution {
    /** Copies the arguments. */
    public Found {
      argv = List.copyOf(argv);
    }
  }

  /**
   * There is no such program.
   *
   * @param reason a message for people
   */
  public record NotFound(String reason) implements Resolution {}

  /**
   * Finds the program of a command.
   *
   * @param path the search path, as in the variable PATH
   * @param directory the working directory, for names like {@code ./a.out}
   */
  public Resolution resolve(List<String> argv, String path, Path directory) {
    String name = argv.getFirst();
    if (IS_WINDOWS) {
      return new Found(argv); // The system's own search knows about PATHEXT.
    }
    if (name.indexOf('/') >= 0) {
      return check(argv, directory.resolve(name));
    }
    Optional<Path> file = find(name, path);
    return file.<Resolution>map(f -> withProgram(argv, f)).orElseGet(() -> missing(name));
  }

  private static Resolution check(List<String> argv, Path file) {
    if (!Files.exists(file)) {
      return missing(argv.getFirst());
    }
    if (Files.isDirectory(file) || !Files.isExecutable(file)) {
      return new NotFound("not executable: " + argv.getFirst());
    }
    return withProgram(argv, file);
  }

  private static NotFound missing(String name) {
    return new NotFound("no such command: " + name);
  }

  private static Found withProgram(List<String> argv, Path file) {
    List<String> resolved = new ArrayList<>(argv);
    resolved.set(0, file.toString());
    return new Found(resolved);
  }

  /** Finds a command. Temporary answers are not cached. */
  private Optional<Path> find(String name, String path) {
    List<String> key = List.of(name, path);
    Optional<Path> known = cache.get(key);
    if (known != null) {
      return known;
    }
    // Not while the map is locked: a thread that is interrupted must not make the others wait.
    Optional<Path> file = search(name, path);
    if (file.isPresent() && PYTHON.matcher(name).matches() && isScript(file.get())) {
      Path real = realPython(file.get());
      if (real == null) {
        return file;
      }
      file = Optional.of(real);
    }
    cache.put(key, file);
    return file;
  }

  private static Optional<Path> search(String name, String path) {
    for (String folder : path.split(":", -1)) {
      // An empty entry means the working directory, where no program may plant a command.
      Path file = Path.of(folder, name);
      if (!folder.isEmpty() && Files.isRegularFile(file) && Files.isExecutable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private static boolean isScript(Path file) {
    try (var in = Files.newInputStream(file)) {
      return in.read() == '#' && in.read() == '!';
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Asks an interpreter for its executable; returns the file itself if it does not answer like an
   * interpreter.
   *
   * @return null if there was no answer this time: on an interrupt, or on a machine that is too
   *     busy
   */
  private static @Nullable Path realPython(Path shim) {
    try {
      String answer = PythonQuestion.ask(shim, List.of(), "import sys; print(sys.executable)");
      Path real = Path.of(answer.strip());
      return Files.isExecutable(real) ? real : shim;
    } catch (PythonQuestion.RefusedException | InvalidPathException e) {
      return shim;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
