package dev.sce.internal.reuse;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at files of the machine from outside: names, sizes, times and inode numbers, no content.
 *
 * <p>The time of the last change of an inode (ctime) cannot be set by programs, so a file that was
 * replaced and got its old time back is noticed too.
 */
final class FilePrints {
  private static final String ATTRIBUTES = "unix:mode,uid,gid,size,ino,lastModifiedTime,ctime";
  private static final List<String> ORDER =
      List.of("mode", "uid", "gid", "size", "ino", "lastModifiedTime", "ctime");

  /** The bits of a mode that tell links from files and folders. */
  private static final int FILE_TYPE = 0170000;

  private static final int LINK = 0120000;

  /** Written by interpreters for themselves, and remade when the source changes. */
  private static final String PYTHON_CACHE = "__pycache__";

  private FilePrints() {}

  /** How much of what is below a path is looked at. */
  enum Depth {
    /** The file or folder itself, behind all links; a folder changes when a name in it does. */
    ITSELF,
    /** The folder and each of its entries; behind a link the file too. */
    ENTRIES,
    /** Everything below. */
    ALL
  }

  /**
   * Something to look at.
   *
   * @param path where it is; there need not be anything
   */
  record Watched(Path path, Depth depth) {}

  /** A folder has more files than can be looked at again and again. */
  static final class TooManyFilesException extends IOException {
    private static final long serialVersionUID = 1L;

    TooManyFilesException(Path folder, int most) {
      super(folder + " holds more than " + most + " files");
    }
  }

  /** Returns what is behind all links; the path itself when there is nothing. */
  static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  /** Adds what is seen now. */
  static void add(KeyDigest digest, Watched watched, int most) throws IOException {
    Path path = watched.path();
    digest.add(path.toString()).add(watched.depth().name());
    Path real;
    try {
      real = path.toRealPath();
    } catch (IOException e) {
      digest.add("missing");
      return;
    }
    digest.add("found").add(real.toString());
    var _ = addFile(digest, real);
    switch (watched.depth()) {
      case ITSELF -> {}
      case ENTRIES -> addEntries(digest, real);
      case ALL -> addTree(digest, real, most);
    }
  }

  /** Adds a file; returns whether it is a link, which is not followed. */
  private static boolean addFile(KeyDigest digest, Path path) {
    try {
      Map<String, Object> seen = Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      ORDER.forEach(name -> digest.add(String.valueOf(seen.get(name))));
      return seen.get("mode") instanceof Integer mode && (mode & FILE_TYPE) == LINK;
    } catch (IOException | UnsupportedOperationException e) {
      digest.add("unreadable");
      return false;
    }
  }

  /** Adds what a link leads to; not a folder, whose times change with every name in it. */
  private static void addTarget(KeyDigest digest, Path link) {
    Path real = real(link);
    digest.add(real.toString());
    if (Files.isRegularFile(real)) {
      var _ = addFile(digest, real);
    }
  }

  private static void addEntries(KeyDigest digest, Path folder) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (IOException | DirectoryIteratorException e) {
      digest.add("unreadable");
      return;
    }
    addSorted(digest, folder, entries.stream(), true);
  }

  private static void addTree(KeyDigest digest, Path root, int most) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            return visitFile(folder, attributes);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            files.add(file);
            if (files.size() > most) {
              throw new TooManyFilesException(root, most);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException reason) {
            // What this user cannot list, programs cannot read.
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException reason) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    addSorted(digest, root, files.stream(), false);
  }

  private static void addSorted(
      KeyDigest digest, Path folder, Stream<Path> files, boolean behindLinks) {
    List<Path> sorted = files.filter(path -> !path.endsWith(PYTHON_CACHE)).sorted().toList();
    digest.add(sorted.size());
    for (Path path : sorted) {
      digest.add(folder.relativize(path).toString());
      if (addFile(digest, path) && behindLinks) {
        addTarget(digest, path);
      }
    }
  }
}
