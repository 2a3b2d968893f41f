package dev.sce.internal.process;

import dev.sce.Blob;
import dev.sce.DataSize;
import dev.sce.TrackedFile;
import dev.sce.TrackedFile.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads a file that a program may have replaced by anything.
 *
 * <p>All processes of the program are dead by now, so what is checked cannot change before it is
 * opened. Every part of the name is checked, since a folder on the way may be a link too.
 */
final class TrackedFileReader {
  private TrackedFileReader() {}

  static TrackedFile read(Path directory, String name, DataSize limit) {
    try {
      Path path = directory;
      String[] parts = name.split("/", -1);
      for (int i = 0; i < parts.length - 1; i++) {
        path = path.resolve(parts[i]);
        if (!attributes(path).isDirectory()) {
          return TrackedFile.absent(State.NOT_A_REGULAR_FILE);
        }
      }
      return readRegular(path.resolve(parts[parts.length - 1]), limit);
    } catch (NoSuchFileException e) {
      return TrackedFile.absent(State.MISSING);
    } catch (IOException | InvalidPathException e) {
      return TrackedFile.absent(State.UNREADABLE);
    }
  }

  private static TrackedFile readRegular(Path path, DataSize limit) throws IOException {
    BasicFileAttributes attributes = attributes(path);
    if (!attributes.isRegularFile()) {
      return TrackedFile.absent(State.NOT_A_REGULAR_FILE);
    }
    if (attributes.size() > limit.bytes()) {
      return TrackedFile.absent(State.TOO_LARGE);
    }
    int most = (int) Math.min(limit.bytes(), Integer.MAX_VALUE - 16);
    try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(most);
      // Some files of size 0 have content all the same, those of /proc for example.
      return in.read() >= 0
          ? TrackedFile.absent(State.TOO_LARGE)
          : TrackedFile.present(Blob.of(bytes));
    }
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }
}
