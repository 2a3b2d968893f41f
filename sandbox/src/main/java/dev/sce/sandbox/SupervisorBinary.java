package dev.sce.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The supervisor's executable: taken out of the jar once, into a directory that only its owner can
 * enter, under a name made of its content.
 *
 * <p>{@code -Dsce.supervisor=PATH} uses another executable. {@code -Dsce.native.dir=DIR} names the
 * directory, for machines whose temporary directory does not allow executables.
 */
final class SupervisorBinary {
  private static final String OVERRIDE = "sce.supervisor";
  private static final String DIRECTORY = "sce.native.dir";

  private SupervisorBinary() {}

  /** Returns the path of the executable, ready to be started. */
  static Path path() throws IOException {
    String override = System.getProperty(OVERRIDE);
    return override != null ? Path.of(override) : extracted(content());
  }

  private static byte[] content() throws IOException {
    String arch = System.getProperty("os.arch");
    String name = "/META-INF/native/linux-" + arch + "/sce-supervisor";
    try (InputStream in = SupervisorBinary.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("this build has no supervisor for linux-" + arch);
      }
      return in.readAllBytes();
    }
  }

  private static Path extracted(byte[] content) throws IOException {
    Path directory = privateDirectory();
    Path file = directory.resolve("sce-supervisor-" + hash(content));
    if (!isIntact(file, content)) {
      Path fresh = Files.createTempFile(directory, "new", "");
      Files.write(fresh, content);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
      move(fresh, file);
    }
    return file;
  }

  private static boolean isIntact(Path file, byte[] content) throws IOException {
    return Files.isRegularFile(file)
        && Files.isExecutable(file)
        && Arrays.equals(Files.readAllBytes(file), content);
  }

  /** Others may be doing the same now, so the file appears whole or not at all. */
  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Returns a directory of ours alone, so that nobody else can put another executable there. */
  private static Path privateDirectory() throws IOException {
    @Nullable String configured = System.getProperty(DIRECTORY);
    Path directory =
        configured != null
            ? Path.of(configured)
            : Path.of(
                System.getProperty("java.io.tmpdir"),
                "sce-native-" + Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(directory.toAbsolutePath().getParent());
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    boolean open =
        Files.getPosixFilePermissions(directory).stream()
            .anyMatch(permission -> !permission.name().startsWith("OWNER_"));
    // By number: a user in a container often has no name.
    Object owner = Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    if (!owner.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid")) || open) {
      throw new IOException(
          directory
              + " must belong to the user of this process and to nobody else; name another"
              + " directory with -D"
              + DIRECTORY);
    }
    return directory;
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
