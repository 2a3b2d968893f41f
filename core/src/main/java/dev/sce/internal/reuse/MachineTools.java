package dev.sce.internal.reuse;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.Warm;
import dev.sce.internal.reuse.FilePrints.Depth;
import dev.sce.internal.reuse.FilePrints.TooManyFilesException;
import dev.sce.internal.reuse.FilePrints.Watched;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The tools that programs are run with, as they were when they were first needed, and whether they
 * still are. Safe for use by many threads.
 *
 * <p>A key of the cache holds the print of the machine and of each tool that a command names. Both
 * are taken once and verified later ({@link #unchanged}), since warm interpreters also stay what
 * they were at the start.
 */
final class MachineTools implements DiskResults.Tools {
  private static final String STANDARD_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private static final int MOST_TOOLS = 1_000;

  /** Files below what the caller shows to programs, looked at again every few seconds. */
  static final int MOST_FILES = 50_000;

  private final String path;
  private final int mostFiles;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by lock.
  private final Map<List<String>, Tool> tools = new HashMap<>();
  private Tool machine;

  /** What stands behind a name, and what it looked like. */
  private record Tool(List<Watched> watched, Blob print) {
    static Tool of(List<Watched> watched, boolean withConstants, int mostFiles) throws IOException {
      KeyDigest digest = new KeyDigest("sce tool 1").add(withConstants);
      if (withConstants) {
        MachinePrint.addConstants(digest);
      }
      for (Watched one : watched) {
        FilePrints.add(digest, one, mostFiles);
      }
      return new Tool(List.copyOf(watched), digest.finish());
    }
  }

  /**
   * Looks at the machine. Must come before a backend is opened.
   *
   * @throws IllegalArgumentException when what programs may read cannot be followed
   */
  MachineTools(ExecutionConfig config, int mostFiles) throws IOException {
    this.mostFiles = mostFiles;
    String callers = System.getenv().getOrDefault("PATH", "");
    path = callers + ":" + STANDARD_PATH;
    List<Watched> watched = MachinePrint.watched(folders(path), MachineTools.class);
    config.readOnlyPaths().forEach(shown -> watched.add(new Watched(shown, Depth.ALL)));
    try {
      machine = Tool.of(watched, true, mostFiles);
    } catch (TooManyFilesException e) {
      throw new IllegalArgumentException(
          "cache cannot be used with this --read-only: "
              + e.getMessage()
              + ", too many to notice their changes; show less of it",
          e);
    }
    if (config.warm() == Warm.AUTO) {
      var _ = print(List.of("python3"), "");
    }
  }

  /** Adds a part of this library that belongs to the run. */
  void add(Class<?> part) throws IOException {
    lock.lock();
    try {
      List<Watched> watched = new ArrayList<>(machine.watched);
      watched.addAll(MachinePrint.codeOf(part));
      machine = Tool.of(watched, true, mostFiles);
    } finally {
      lock.unlock();
    }
  }

  /** Returns what an executable is run with; none when nothing certain can be said. */
  Optional<Blob> print(Executable executable, Map<String, String> environment) throws IOException {
    lock.lock();
    try {
      KeyDigest digest = new KeyDigest("sce tools 1").add(machine.print);
      for (Command command : executable.commands()) {
        String own = environment.getOrDefault("PATH", "");
        Optional<Blob> print =
            print(command.argv(), command.environment().getOrDefault("PATH", own));
        if (print.isEmpty()) {
          return Optional.empty();
        }
        digest.add(print.get());
      }
      return Optional.of(digest.finish());
    } finally {
      lock.unlock();
    }
  }

  private Optional<Blob> print(List<String> argv, String ownPath) throws IOException {
    List<String> key = List.of(argv.getFirst(), ownPath);
    Tool tool = tools.get(key);
    if (tool == null && tools.size() >= MOST_TOOLS) {
      return Optional.empty();
    }
    if (tool == null) {
      tool = Tool.of(watched(argv.getFirst(), ownPath), false, mostFiles);
      tools.put(key, tool);
    }
    return Optional.of(tool.print);
  }

  /** Whichever of the files of that name a backend takes, it is among these. */
  private List<Watched> watched(String name, String ownPath) {
    List<Watched> watched = new ArrayList<>();
    if (name.startsWith("/")) {
      watched.add(new Watched(Path.of(name), Depth.ITSELF));
    } else if (name.indexOf('/') < 0) {
      for (Path folder : folders(ownPath)) {
        watched.add(new Watched(folder, Depth.ITSELF));
        watched.add(new Watched(folder.resolve(name), Depth.ITSELF));
      }
      folders(path).forEach(f -> watched.add(new Watched(f.resolve(name), Depth.ITSELF)));
    }
    watched.addAll(PythonFiles.behind(name, path));
    return watched;
  }

  private static List<Path> folders(String path) {
    Set<Path> folders = new LinkedHashSet<>();
    Arrays.stream(path.split(":"))
        .filter(folder -> folder.startsWith("/"))
        .forEach(folder -> folders.add(Path.of(folder)));
    return List.copyOf(folders);
  }

  @Override
  public boolean unchanged() {
    lock.lock();
    try {
      if (!isSame(machine, true)) {
        return false;
      }
      for (Tool tool : tools.values()) {
        if (!isSame(tool, false)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  private boolean isSame(Tool tool, boolean withConstants) throws IOException {
    return Tool.of(tool.watched, withConstants, mostFiles).print.equals(tool.print);
  }
}
