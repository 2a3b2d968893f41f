package dev.sce.internal.reuse;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.internal.reuse.FilePrints.Depth;
import dev.sce.internal.reuse.FilePrints.TooManyFilesException;
import dev.sce.internal.reuse.FilePrints.Watched;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tools that programs are run with, as they were when they were first needed, and whether they
 * still are. Safe for use by many threads.
 *
 * <p>A key of the cache holds the print of the machine and of each tool that a command names. Both
 * are taken once and verified later ({@link #unchanged}), since warm interpreters also stay what
 * they were at the start.
 */
final class MachineTools implements DiskResults.Tools {
  private static final Logger log = LoggerFactory.getLogger(MachineTools.class);

  private static final String STANDARD_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private static final String PYTHON = "python3";

  private static final int MOST_TOOLS = 1_000;

  /** Files below what the caller shows to programs, looked at again every few seconds. */
  static final int MOST_FILES = 50_000;

  private final List<Path> searchPath;
  private final int mostFiles;
  private final ReentrantLock lock = new ReentrantLock();

  /** What every key holds: the machine first, then what was added to it. */
  @GuardedBy("lock")
  private final List<Tool> base = new ArrayList<>();

  @GuardedBy("lock")
  private final Map<List<String>, Tool> tools = new HashMap<>();

  /** Of what nothing certain can be said. */
  @GuardedBy("lock")
  private final Set<List<String>> unknown = new HashSet<>();

  /** Finds out what stands behind a name. */
  private interface Look {
    List<Watched> watched() throws IOException;
  }

  /** What stands behind a name, and what it looked like. */
  private record Tool(boolean withConstants, List<Watched> watched, Blob print) {}

  /**
   * Looks at the machine. Must come before a backend is opened.
   *
   * @throws IOException when nothing certain can be said of the interpreter that all may use
   * @throws IllegalArgumentException when what programs may read cannot be followed
   */
  MachineTools(ExecutionConfig config, int mostFiles) throws IOException {
    this(config, mostFiles, System.getenv().getOrDefault("PATH", ""));
  }

  /** Looks at the machine as a caller with another search path sees it. */
  MachineTools(ExecutionConfig config, int mostFiles, String callersPath) throws IOException {
    this.mostFiles = mostFiles;
    this.searchPath = folders(callersPath + ":" + STANDARD_PATH);
    List<Watched> watched = MachinePrint.watched(searchPath, MachineTools.class);
    config.readOnlyPaths().forEach(shown -> watched.add(new Watched(shown, Depth.ALL)));
    try {
      base.add(look(true, watched));
    } catch (TooManyFilesException e) {
      throw new IllegalArgumentException(
          "cache cannot be used with this --read-only: "
              + e.getMessage()
              + ", too many to notice their changes; show less of it",
          e);
    }
    // A shell may start it, and what warm interpreters have imported stays what it is now.
    Tool python = look(false, watched(PYTHON, List.of()));
    base.add(python);
    tools.put(toolKey(PYTHON, List.of()), python);
  }

  private Tool look(boolean withConstants, List<Watched> watched) throws IOException {
    KeyDigest digest = new KeyDigest("sce tool 1").add(withConstants);
    if (withConstants) {
      MachinePrint.addConstants(digest);
    }
    for (Watched one : watched) {
      FilePrints.add(digest, one, mostFiles);
    }
    return new Tool(withConstants, List.copyOf(watched), digest.finish());
  }

  /**
   * Adds a part of this library that belongs to the run. The backend may have started by now, so
   * what was looked at before it did is not looked at anew.
   *
   * @throws IOException when something has changed since then
   */
  void add(Class<?> part) throws IOException {
    lock.lock();
    try {
      if (!unchanged()) {
        throw new IOException("tools of this machine changed while it was being started");
      }
      base.add(look(false, MachinePrint.codeOf(part)));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns what an executable is run with.
   *
   * @throws IOException when nothing certain can be said
   */
  Blob print(Executable executable, Map<String, String> environment) throws IOException {
    lock.lock();
    try {
      KeyDigest digest = new KeyDigest("sce tools 2").add(base.size());
      base.forEach(tool -> digest.add(tool.print));
      for (Command command : executable.commands()) {
        String name = command.argv().getFirst();
        String own = environment.getOrDefault("PATH", "");
        List<Path> ownPath = folders(command.environment().getOrDefault("PATH", own));
        digest.add(tool(ownKey(ownPath), () -> besides(ownPath)).print);
        digest.add(tool(toolKey(name, ownPath), () -> watched(name, ownPath)).print);
      }
      return digest.finish();
    } finally {
      lock.unlock();
    }
  }

  private static List<String> ownKey(List<Path> ownPath) {
    return ownPath.stream().map(Path::toString).toList();
  }

  private static List<String> toolKey(String name, List<Path> ownPath) {
    return Stream.concat(Stream.of("tool", name), ownPath.stream().map(Path::toString)).toList();
  }

  @GuardedBy("lock")
  private Tool tool(List<String> key, Look look) throws IOException {
    Tool known = tools.get(key);
    if (known != null) {
      return known;
    }
    if (unknown.contains(key) || tools.size() + unknown.size() >= MOST_TOOLS) {
      throw new IOException("nothing certain is known of " + key);
    }
    try {
      Tool fresh = look(false, look.watched());
      tools.put(key, fresh);
      return fresh;
    } catch (InterruptedIOException e) {
      // Says nothing about the tool.
      throw e;
    } catch (IOException e) {
      // Asked again for each program, one that hangs would hold up all.
      unknown.add(key);
      log.warn("results made with a tool are not kept: {}", e.getMessage());
      throw e;
    }
  }

  /** Returns what a program finds by itself on a search path of its own. */
  private List<Watched> besides(List<Path> ownPath) {
    List<Path> more = new ArrayList<>(ownPath);
    more.removeAll(searchPath);
    return MachinePrint.commandsIn(more);
  }

  /** Whichever of the files of that name a backend takes, it is among these. */
  private List<Watched> watched(String name, List<Path> ownPath) throws IOException {
    List<Watched> watched = new ArrayList<>();
    if (name.startsWith("/")) {
      watched.add(new Watched(Path.of(name), Depth.ITSELF));
    } else if (name.indexOf('/') < 0) {
      ownPath.forEach(folder -> watched.add(new Watched(folder.resolve(name), Depth.ITSELF)));
      searchPath.forEach(folder -> watched.add(new Watched(folder.resolve(name), Depth.ITSELF)));
    }
    watched.addAll(PythonFiles.behind(name, searchPath, ownPath));
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
      Set<Tool> all = new LinkedHashSet<>(base);
      all.addAll(tools.values());
      for (Tool tool : all) {
        if (!look(tool.withConstants, tool.watched).equals(tool)) {
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
}
