package dev.sce.sandbox;

import dev.sce.spi.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A directory of ours alone for what was compiled, so that nobody else can put another executable
 * there.
 *
 * <p>It is {@code sce-native-UID} in the temporary directory. Where somebody else made that first,
 * it is one with a random ending, which later runs find by its owner. {@code -Dsce.native.dir=DIR}
 * names another, for machines whose temporary directory does not allow executables.
 */
final class NativeDirectory {
  private static final String PROPERTY = "sce.native.dir";
  private static final Path SELF = Path.of("/proc/self");
  private static final FileAttribute<Set<PosixFilePermission>> OWN =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private NativeDirectory() {}

  /** Returns the directory, made when there is none. */
  static Path find() throws IOException {
    @Nullable String configured = System.getProperty(PROPERTY);
    if (configured == null) {
      return below(TemporaryDirectory.of(null));
    }
    Path directory = Path.of(configured);
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    make(directory);
    if (!isOurs(directory)) {
      throw new IOException(
          directory
              + " must belong to the user of this process and to nobody else; name another"
              + " directory with -D"
              + PROPERTY);
    }
    return directory;
  }

  /** Returns the directory that is, or was made, in one that others may write to. */
  static Path below(Path temporary) throws IOException {
    Path parent = Files.createDirectories(temporary).toAbsolutePath();
    String name = "sce-native-" + Files.getAttribute(SELF, "unix:uid");
    Path usual = parent.resolve(name);
    make(usual);
    if (isOurs(usual)) {
      return usual;
    }
    try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, name + "-*")) {
      for (Path other : others) {
        if (isOurs(other)) {
          return other;
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return Files.createTempDirectory(parent, name + "-", OWN);
  }

  /** Makes a directory unless something has that name; another process may be making it, too. */
  static void make(Path directory) throws IOException {
    try {
      Files.createDirectory(directory, OWN);
    } catch (FileAlreadyExistsException e) {
      // Whoever uses it looks whose it is.
    }
  }

  private static boolean isOurs(Path directory) throws IOException {
    try {
      return TemporaryDirectory.isOwn(directory, SELF)
          && OWN.value().containsAll(Files.getPosixFilePermissions(directory));
    } catch (NoSuchFileException e) {
      // Somebody removed it while it was looked at.
      return false;
    }
  }
}
