package dev.sce.sandbox;

import dev.sce.ExecutionConfig;
import dev.sce.spi.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds the working directories of mode LANDLOCK, which has no file system of
 * its own. The supervisors empty them; this removes what is then left.
 */
final class LandlockDirectories implements AutoCloseable {
  private final @Nullable Path root;

  private LandlockDirectories(@Nullable Path root) {
    this.root = root;
  }

  static LandlockDirectories create(boolean needed, ExecutionConfig config) throws IOException {
    if (!needed) {
      return new LandlockDirectories(null);
    }
    Path parent = TemporaryDirectory.of(config.temporaryDirectory().orElse(null));
    String prefix = "sce-" + ProcessHandle.current().pid() + "-";
    Path root = Files.createTempDirectory(Files.createDirectories(parent), prefix).toRealPath();
    // Programs may have another identity than this process; they pass through but cannot look.
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
    return new LandlockDirectories(root);
  }

  @Nullable Path root() {
    return root;
  }

  @Override
  public void close() {
    if (root == null) {
      return;
    }
    try (Stream<Path> entries = Files.walk(root)) {
      entries.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      // The supervisors remove their own directories too, so this is the last of several attempts.
    }
  }
}
