package dev.sce.sandbox;

import dev.sce.ExecutionOption;
import dev.sce.InvalidOptionException;
import dev.sce.spi.CommandResolver;
import dev.sce.spi.PythonQuestion;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of this machine a program can see, read-only: its programs and libraries, a few files of
 * /etc, the {@linkplain ToolchainFiles files of toolchains} outside of /usr, the prefix of the
 * Python interpreter that the caller uses, and what the caller adds.
 *
 * @param binds the parts of the root file system
 * @param path the variable PATH inside
 * @param callersPath where Python interpreters are looked up
 */
record RootLayout(List<Bind> binds, String path, String callersPath) {
  private static final String STANDARD_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private static final List<String> TOP_LEVEL =
      List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32");

  /** Needed by the dynamic loader, by /usr/bin's links, and by common interpreters; no secrets. */
  private static final List<String> ETC =
      List.of(
          "/etc/ld.so.cache",
          "/etc/ld.so.conf",
          "/etc/ld.so.conf.d",
          "/etc/alternatives",
          "/etc/localtime",
          "/etc/mime.types",
          "/etc/protocols",
          "/etc/services",
          "/etc/ssl/certs",
          "/etc/ssl/openssl.cnf");

  /** What programs write to lies over whatever this machine has there. */
  private static final List<String> HIDDEN = List.of("/work", "/tmp", "/dev", "/proc");

  private static final String ASK_PYTHON =
      "import sys; print(sys.prefix); print(sys.base_prefix); print(sys.exec_prefix)";

  /**
   * One part of the root file system.
   *
   * @param source what is shown, or the text of a link
   * @param target where it is shown
   * @param flags a set of {@code BIND_} bits
   */
  record Bind(String source, String target, int flags) {}

  /** Copies the list. */
  RootLayout {
    binds = List.copyOf(binds);
  }

  /**
   * Looks at this machine.
   *
   * @param commands what programs' commands are looked up with; asking a shim costs a lot, once is
   *     enough
   * @param sharedRoot whether programs use this machine's own root file system, as mode LANDLOCK
   *     does; a folder that only the caller may enter is then of no use to them
   */
  static RootLayout ofThisMachine(CommandResolver commands, List<Path> extra, boolean sharedRoot)
      throws IOException {
    List<Bind> binds = new ArrayList<>();
    for (String top : TOP_LEVEL) {
      addTopLevel(binds, Path.of(top));
    }
    ETC.forEach(path -> binds.add(new Bind(path, path, Protocol.BIND_OPTIONAL)));
    for (Path path : ToolchainFiles.ofThisMachine(Path.of("/"))) {
      // Packages come and go: what is gone by now was not needed.
      binds.add(new Bind(path.toString(), path.toString(), Protocol.BIND_OPTIONAL));
    }
    Set<Path> shown = new LinkedHashSet<>();
    String callersPath = sharedRoot ? openToAll(pathOfCaller()) : pathOfCaller();
    Path python = python(commands, callersPath, binds, shown);
    for (Path path : extra) {
      if (!sharedRoot && isHidden(path)) {
        throw InvalidOptionException.because(
            ExecutionOption.READ_ONLY_PATHS,
            path,
            path
                + ": programs have "
                + HIDDEN
                + " for themselves, so nothing below them can be shown; use a copy or a link"
                + " elsewhere");
      }
      addUnlessShown(binds, shown, path);
    }
    return new RootLayout(binds, searchPath(python), callersPath);
  }

  /** Whether a path of this machine cannot be seen in a root of its own. */
  static boolean isHidden(Path path) {
    return HIDDEN.stream().anyMatch(path::startsWith);
  }

  /** Returns a layout with a copy of a folder, so that nothing tells where it was. */
  RootLayout with(Path source, String target) {
    List<Bind> more = new ArrayList<>(binds);
    more.add(new Bind(source.toString(), target, Protocol.BIND_COPY));
    return new RootLayout(more, path, callersPath);
  }

  private static String pathOfCaller() {
    return System.getenv().getOrDefault("PATH", STANDARD_PATH);
  }

  /** Keeps the folders that everybody may enter, all the way from the root. */
  private static String openToAll(String path) {
    return Arrays.stream(path.split(":"))
        .filter(folder -> isOpenToAll(Path.of(folder)))
        .collect(Collectors.joining(":"));
  }

  private static boolean isOpenToAll(Path folder) {
    try {
      Path path = folder.toRealPath();
      while (path.getParent() != null) {
        if (!Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return false;
        }
        path = path.getParent();
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String searchPath(@Nullable Path python) {
    if (python == null || python.startsWith("/usr") || python.startsWith("/bin")) {
      return STANDARD_PATH;
    }
    return python.getParent() + ":" + STANDARD_PATH;
  }

  private static void addTopLevel(List<Bind> binds, Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      String link = Files.readSymbolicLink(path).toString();
      binds.add(new Bind(link, path.toString(), Protocol.BIND_SYMLINK));
    } else if (Files.isDirectory(path)) {
      binds.add(plain(path));
    }
  }

  private static Bind plain(Path path) {
    return new Bind(path.toString(), path.toString(), 0);
  }

  /** Shows the interpreter behind the name python3 where that is not below /usr. */
  private static @Nullable Path python(
      CommandResolver commands, String path, List<Bind> binds, Set<Path> shown) throws IOException {
    CommandResolver.Resolution resolution =
        commands.resolve(List.of("python3"), path, Path.of("/"));
    if (!(resolution instanceof CommandResolver.Found found)) {
      return null;
    }
    Path executable = Path.of(found.argv().getFirst());
    if (executable.startsWith("/usr") || executable.startsWith("/bin")) {
      return executable;
    }
    for (Path prefix : prefixes(executable)) {
      addUnlessShown(binds, shown, prefix);
    }
    return executable;
  }

  private static List<Path> prefixes(Path python) throws IOException {
    try {
      return PythonQuestion.ask(python, List.of("-I"), ASK_PYTHON).lines().map(Path::of).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + python + " was asked");
    } catch (IOException e) {
      throw new IOException(
          "cannot find the files of the Python on the PATH: "
              + e.getMessage()
              + "; repair it or take it from the PATH",
          e);
    }
  }

  private static void addUnlessShown(List<Bind> binds, Set<Path> shown, Path path) {
    boolean covered =
        path.startsWith("/usr")
            || path.getNameCount() == 0
            || shown.stream().anyMatch(path::startsWith);
    if (!covered && Files.exists(path)) {
      shown.add(path);
      binds.add(plain(path));
    }
  }
}
