package dev.sce.datasets.contest;

import dev.sce.DataSize;
import dev.sce.json.InvalidDataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder, or a single file, that somebody else has made: nothing outside of it is read, whatever
 * links it holds, and nothing is opened but files.
 *
 * @param root its real path
 */
record OwnFolder(Path root) {

  /** Returns a folder that the caller has named, to which links may lead. */
  static OwnFolder of(Path folder) throws IOException {
    return new OwnFolder(folder.toRealPath());
  }

  /**
   * Returns where something really is.
   *
   * @throws InvalidDataException when it is not within the folder
   */
  Path inside(Path path) {
    Path real;
    try {
      real = path.toRealPath();
    } catch (FileSystemException e) {
      throw new InvalidDataException(path + " cannot be read, or is a link that leads nowhere", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!real.startsWith(root)) {
      throw new InvalidDataException(
          path + " is a link, or behind one, that leads out of " + root + "; it is not followed");
    }
    return real;
  }

  /**
   * Returns the content of a file.
   *
   * @throws InvalidDataException when it is not within the folder, no file, or larger
   */
  byte[] read(Path path, DataSize largest) throws IOException {
    Path real = inside(path);
    // Opening a pipe would wait for its other end, and opening a device may do anything.
    if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
      throw new InvalidDataException(
          path + " is no file but a folder, pipe, socket or device; it is not opened");
    }
    int most = (int) Math.min(largest.bytes(), Integer.MAX_VALUE - 16);
    try (InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = Files.size(real) > most ? new byte[0] : in.readNBytes(most);
      if (Files.size(real) > most) {
        throw new InvalidDataException(path + " is larger than " + largest);
      }
      return content;
    }
  }

  /**
   * Returns what is below a folder and is no folder, in the order of their names. Links to folders
   * are not followed and left out.
   *
   * @throws InvalidDataException when there is more, folders counted, or a link leads outside
   */
  List<Path> files(Path place, int most) throws IOException {
    List<Path> all;
    try (Stream<Path> entries = Files.walk(place)) {
      all = entries.limit(most + 1L).sorted().toList();
    }
    if (all.size() > most) {
      throw new InvalidDataException(place + " has more than " + most + " files and folders");
    }
    return all.stream().filter(path -> !Files.isDirectory(inside(path))).toList();
  }
}
