package dev.sce.internal.process;

import dev.sce.Blob;
import dev.sce.ExecutionConfig;
import dev.sce.spi.BackendException;
import dev.sce.spi.BackendException.Stage;
import dev.sce.spi.TemporaryDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes and removes the working directories of programs, all below one directory of the backend's.
 *
 * <p>With a debug directory everything stays; a directory of an earlier batch with the same name is
 * emptied first, so that no program ever sees the files of another.
 */
final class WorkingDirectories implements AutoCloseable {
  private static final String PREFIX = "sce-";
  private static final String KEPT = "kept_";

  private final Path root;
  private final @Nullable OwnerLock lock;

  private WorkingDirectories(Path root, @Nullable OwnerLock lock) {
    this.root = root;
    this.lock = lock;
  }

  static WorkingDirectories create(ExecutionConfig config) throws IOException {
    Path debug = config.debugDirectory().orElse(null);
    Path wanted =
        debug != null ? debug : TemporaryDirectory.of(config.temporaryDirectory().orElse(null));
    try {
      if (debug != null) {
        return new WorkingDirectories(Files.createDirectories(debug).toRealPath(), null);
      }
      Path parent = Files.createDirectories(wanted).toRealPath();
      Path root = Files.createTempDirectory(parent, PREFIX + OwnerLock.thisProcess());
      OwnerLock lock = OwnerLock.hold(root);
      removeStale(parent, root);
      return new WorkingDirectories(root, lock);
    } catch (IOException e) {
      String what = debug != null ? "debug directory " : "temporary directory ";
      throw new IOException("cannot use " + what + wanted + ": " + reason(e), e);
    }
  }

  /**
   * Removes what JVMs of this user left that were killed before they could tidy up, their programs
   * included. Other users can make directories of such names, too; those are not touched.
   */
  private static void removeStale(Path parent, Path ours) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path entry : entries) {
        if (isStale(entry, ours)) {
          LinuxTree.killMarked(ownerOf(entry));
          deleteQuietly(entry);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Somebody else's rubbish must not keep us from working.
    }
  }

  private static boolean isStale(Path entry, Path ours) {
    try {
      return !entry.getFileName().toString().startsWith(PREFIX + OwnerLock.thisProcess())
          && TemporaryDirectory.isOwn(entry, ours)
          && OwnerLock.isAbandoned(entry);
    } catch (IOException e) {
      // It is gone, or nobody may look at it.
      return false;
    }
  }

  private static String ownerOf(Path root) {
    return root.getFileName().toString().substring(PREFIX.length());
  }

  /** Returns what tells the programs of this backend from all others: a JVM's id and a number. */
  String owner() {
    return lock == null ? ProcessHandle.current().pid() + "-debug" : ownerOf(root);
  }

  Path root() {
    return root;
  }

  /** Makes one working directory with these files; leaves nothing when it fails. */
  Path create(String key, Map<String, Blob> files) throws BackendException, InterruptedException {
    Path directory = root.resolve("pred_" + key);
    try {
      if (lock == null && Files.exists(directory)) {
        DirectoryWiper.delete(directory);
      }
      Files.createDirectory(directory);
      Set<Path> folders = new HashSet<>(Set.of(directory));
      for (Map.Entry<String, Blob> file : files.entrySet()) {
        Path path = directory.resolve(file.getKey());
        if (folders.add(path.getParent())) {
          Files.createDirectories(path.getParent());
        }
        write(path, file.getValue());
      }
      return directory;
    } catch (ClosedByInterruptException e) {
      boolean interrupted = Thread.interrupted();
      deleteQuietly(directory);
      throw new InterruptedException("interrupted while writing files, " + interrupted);
    } catch (IOException | InvalidPathException e) {
      deleteQuietly(directory);
      throw new BackendException(
          Stage.WRITE, "cannot write the files of " + directory + ": " + reason(e), e);
    }
  }

  private static void write(Path path, Blob content) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      content.writeTo(out);
    }
  }

  /** Copies a working directory aside, as it is now. */
  void keep(Path directory) throws IOException {
    Path copy = copyOf(directory);
    DirectoryWiper.delete(copy);
    DirectoryCopy.copy(directory, copy);
  }

  /** Puts what was copied aside in the place of whatever a program has made of the directory. */
  void bringBack(Path directory) throws IOException {
    DirectoryWiper.delete(directory);
    DirectoryCopy.copy(copyOf(directory), directory);
  }

  private Path copyOf(Path directory) {
    return root.resolve(KEPT + directory.getFileName());
  }

  /** Removes what was copied aside. */
  void forget(Path directory) throws IOException {
    DirectoryWiper.delete(copyOf(directory));
  }

  /** Removes one working directory, unless a debug directory keeps it. */
  void remove(Path directory) throws IOException {
    if (lock != null) {
      DirectoryWiper.delete(directory);
    }
  }

  @Override
  public void close() throws IOException {
    if (lock != null) {
      lock.close();
      DirectoryWiper.delete(root);
    }
  }

  private static void deleteQuietly(Path directory) {
    try {
      DirectoryWiper.delete(directory);
    } catch (IOException e) {
      // Closing the backend tries again, with everything else below its root.
    }
  }

  /** A file system's own words without the name of a Java class. */
  static String reason(Exception e) {
    return e instanceof FileSystemException && e.getMessage() != null
        ? e.getMessage() + kind(e)
        : String.valueOf(e.getMessage());
  }

  private static String kind(Exception e) {
    return ((FileSystemException) e).getReason() == null
        ? " (" + e.getClass().getSimpleName().replace("Exception", "") + ")"
        : "";
  }
}
