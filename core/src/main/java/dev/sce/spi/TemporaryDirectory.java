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
 * Where temporary files go: as configured, else by the environment, else the system's place.
 *
 * <p>Others may write there too. What is found there is used, or removed, only when it {@linkplain
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
   * Whether something is a directory, not a link to one, that belongs to the owner of what this
   * process makes, and that nobody else may write to.
   *
   * @param ours something that this process has made or that is otherwise known to be its own
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
