package dev.sce.cache;

import dev.sce.ExecutionOption;
import dev.sce.InvalidOptionException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A folder into which nobody but its owner can have put anything.
 *
 * <p>A result of the cache is believed, so whoever could write into it could decide what a program
 * is said to have done. Not only the folder counts: with the right to rename it, somebody could put
 * another in its place.
 */
final class PrivateFolder {
  private static final Set<PosixFilePermission> BY_OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
  private static final FileAttribute<?> OWN_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> OWN_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final int STICKY = 01000;
  private static final int ROOT = 0;

  private PrivateFolder() {}

  /**
   * Returns the real path of a folder, which is made when it is not there.
   *
   * @throws IllegalArgumentException when others may write to it, or rename it
   */
  static Path prepare(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException("cache must be a folder, but " + folder + " is a file");
    }
    if (!Files.exists(folder)) {
      make(folder);
    }
    Path real = folder.toRealPath();
    if (mayWrite(real, false)) {
      throw refusal(real, real);
    }
    for (Path above = real.getParent(); above != null; above = above.getParent()) {
      if (mayWrite(above, true)) {
        throw refusal(real, above);
      }
    }
    return real;
  }

  private static void make(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      Files.createDirectory(folder, OWN_FOLDER);
    } catch (FileAlreadyExistsException e) {
      // Another process made it just now; what it made is checked like any other.
    }
  }

  /**
   * Returns a file of the folder, made with nothing in it when it is not there.
   *
   * @throws IllegalArgumentException when it is a link, or others may write to it
   */
  static Path file(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    try {
      Files.createFile(file, OWN_FILE);
    } catch (FileAlreadyExistsException e) {
      PosixFileAttributes seen =
          Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!seen.isRegularFile() || mayWrite(file, false)) {
        throw refusal(folder, file);
      }
    }
    return file;
  }

  /**
   * Whether somebody else than this user and root may change what is there.
   *
   * @param above whether it is about renaming entries only, from which a sticky bit protects
   */
  private static boolean mayWrite(Path path, boolean above) throws IOException {
    int owner = number(path, "uid");
    if (owner != ROOT && owner != number(Path.of("/proc/self"), "uid")) {
      return true;
    }
    PosixFileAttributes seen = Files.readAttributes(path, PosixFileAttributes.class);
    boolean sticky = (number(path, "mode") & STICKY) != 0;
    // An access list shows as a right of the group, and who is in a group nobody can tell for
    // sure; so even a group that has its owner's name counts as others.
    return seen.permissions().stream().anyMatch(BY_OTHERS::contains) && !(above && sticky);
  }

  private static int number(Path path, String attribute) throws IOException {
    if (Files.getAttribute(path, "unix:" + attribute) instanceof Integer number) {
      return number;
    }
    throw new IOException("this system does not tell who may write to " + path);
  }

  private static IllegalArgumentException refusal(Path folder, Path reason) {
    return InvalidOptionException.because(
        ExecutionOption.RESULT_CACHE,
        folder,
        "must be a folder that nobody else can write to, but "
            + reason
            + " can be changed by others, who could plant results in "
            + folder
            + "; take a folder of your own, or remove their right (chmod go-w)");
  }
}
