package dev.sce.eval;

import dev.sce.json.InputFiles;
import dev.sce.support.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Tells files and folders apart by their content, wherever they are. */
public final class ContentHash {
  private static final int BYTES = 16;

  private ContentHash() {}

  /**
   * Returns 32 hexadecimal digits of a SHA-256 of a file, or of all files of a folder or a pattern
   * with their names. What can be read only once, such as a pipe, is left for its reader and has no
   * digits. Parts of a folder that cannot be read count as such: whether anything needs them, its
   * reader says.
   */
  public static String of(Path place) throws IOException {
    MessageDigest digest = Sha256.digest();
    if (Files.isDirectory(place)) {
      addFolder(place, digest);
    } else if (Files.isRegularFile(place)) {
      addFile(place, digest);
    } else if (!Files.exists(place) && InputFiles.exist(place)) {
      for (Path file : InputFiles.of(place)) {
        digest.update(
            (file.getFileName() + ":" + Files.size(file) + ":").getBytes(StandardCharsets.UTF_8));
        addFile(file, digest);
      }
    } else {
      return "";
    }
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  /**
   * Returns 32 hexadecimal digits of a SHA-256 of the names and sizes of some files, where their
   * content is too much to be read only for that.
   *
   * @param folder where they are, or in folders of it
   * @param names what they are called, for example {@code test_*.parquet}; other files do not count
   */
  public static String ofSizes(Path folder, String names) throws IOException {
    MessageDigest digest = Sha256.digest();
    PathMatcher matcher = folder.getFileSystem().getPathMatcher("glob:" + names);
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder, 2)) {
      files = all.filter(file -> matcher.matches(file.getFileName())).sorted().toList();
    }
    for (Path file : files) {
      digest.update(
          (folder.relativize(file) + "\0" + Files.size(file) + "\0")
              .getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  private static void addFolder(Path folder, MessageDigest digest) throws IOException {
    Contents contents = new Contents();
    Files.walkFileTree(folder, contents);
    contents.paths.sort(null);
    for (Path file : contents.paths) {
      if (!Files.isReadable(file) && !Files.isSymbolicLink(file)) {
        digest.update(
            (folder.relativize(file) + "\0unreadable\0").getBytes(StandardCharsets.UTF_8));
        continue;
      }
      if (Files.isSymbolicLink(file)) {
        addLink(folder, file, digest);
        continue;
      }
      // Each part has a length of its own, so that no name can pass for the end of a file.
      byte[] name = folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8);
      digest.update((name.length + ":" + Files.size(file) + ":").getBytes(StandardCharsets.UTF_8));
      digest.update(name);
      addFile(file, digest);
    }
  }

  /** Collects files and links, and what cannot be looked into. */
  private static final class Contents extends SimpleFileVisitor<Path> {
    final List<Path> paths = new ArrayList<>();

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
        paths.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) {
      paths.add(file);
      return FileVisitResult.CONTINUE;
    }
  }

  /** Somebody else may have made it, to a file of the caller's; so it is not followed. */
  private static void addLink(Path folder, Path link, MessageDigest digest) throws IOException {
    String text = folder.relativize(link) + "\0" + Files.readSymbolicLink(link) + "\0";
    boolean file = Files.isRegularFile(link);
    String state = file ? Files.size(link) + " " + Files.getLastModifiedTime(link) : "";
    digest.update((text + state).getBytes(StandardCharsets.UTF_8));
  }

  private static void addFile(Path file, MessageDigest digest) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      in.transferTo(out);
    }
  }
}
