package dev.sce.spi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directory for temporary files: as configured, or from the environment, or the system's.
 *
 * <p>Others may write there too. Anything found there is used, or removed, only if it {@linkplain
 * #isOwn is our own}; names prove nothing.
 */
public final class TemporaryDirectory {
  private static final Set<PosixFilePermission> BY_OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private TemporaryDirectory() {}

  /** Returns the directory, which may not exist. */
  public static Path of(@Nullable Path configured) {
    if (configured != null) {
      return configured;
    }
    for (String variable : new String[] {"SCE_TMP_DIR", "EXEC_TMP_DIR"}) {
      String value = System.getenv(variable);
      if (value != null && !value.isEmpty()) {
        return Path.of(value);
      }
    }
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /**
   * Returns {@code true} for a directory (not a link to one) that belongs to the user of this
   * process and that others cannot write to.
   *
   * @param ours a file that this process created or that is otherwise known to be its own
   */
  public static boolean isOwn(Path directory, Path ours) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (!directory.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(ours));
    }
    PosixFileAttributes seen =
        Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    // By number: a user in a container often has no name.
    Object owner = Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    return owner.equals(Files.getAttribute(ours, "unix:uid"))
        && seen.permissions().stream().noneMatch(BY_OTHERS::contains);
  }
}
