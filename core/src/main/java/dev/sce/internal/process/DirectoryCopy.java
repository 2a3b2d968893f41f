package dev.sce.internal.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies a directory tree that a program may have made as awkward as it could.
 *
 * <p>Links are copied as links and never followed; pipes, sockets and devices are left out. What
 * its owner has locked is opened for the time of the copy, which has the same modes.
 */
final class DirectoryCopy extends SimpleFileVisitor<Path> {
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Path from;
  private final Path to;

  private DirectoryCopy(Path from, Path to) {
    this.from = from;
    this.to = to;
  }

  /** Copies a folder to a place where nothing is. */
  static void copy(Path from, Path to) throws IOException {
    try {
      new DirectoryCopy(from, to).copyFolder(from);
    } catch (StackOverflowError e) {
      throw new IOException("too many levels of folders in " + from, e);
    }
  }

  /**
   * Copies a folder, whose mode is known before it is opened: the walk itself would stumble over a
   * locked one.
   */
  private void copyFolder(Path folder) throws IOException {
    Set<PosixFilePermission> mode = opened(folder);
    Files.createDirectory(target(folder));
    Files.walkFileTree(folder, Set.of(), 1, this);
    lock(folder, mode);
    lock(target(folder), mode);
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (attributes.isDirectory()) {
      copyFolder(file);
    } else if (attributes.isSymbolicLink()) {
      Files.copy(file, target(file), LinkOption.NOFOLLOW_LINKS);
    } else if (attributes.isRegularFile()) {
      Set<PosixFilePermission> mode = opened(file);
      Files.copy(file, target(file), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      lock(file, mode);
      lock(target(file), mode);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem)
      throws IOException {
    if (problem != null) {
      throw problem;
    }
    return FileVisitResult.CONTINUE;
  }

  private Path target(Path file) {
    return to.resolve(from.relativize(file));
  }

  /** Makes sure that the owner can read it, and returns the mode it had; empty for none. */
  private static Set<PosixFilePermission> opened(Path file) throws IOException {
    PosixFileAttributeView view = view(file);
    if (view == null) {
      return Set.of();
    }
    Set<PosixFilePermission> mode = view.readAttributes().permissions();
    if (!mode.containsAll(OWNER)) {
      Set<PosixFilePermission> more = EnumSet.copyOf(OWNER);
      more.addAll(mode);
      view.setPermissions(more);
    }
    return mode;
  }

  private static void lock(Path file, Set<PosixFilePermission> mode) throws IOException {
    PosixFileAttributeView view = view(file);
    if (view != null) {
      view.setPermissions(mode);
    }
  }

  private static @Nullable PosixFileAttributeView view(Path file) {
    return Files.getFileAttributeView(file, PosixFileAttributeView.class);
  }
}
