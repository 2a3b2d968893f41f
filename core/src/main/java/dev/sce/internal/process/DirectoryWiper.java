package dev.sce.internal.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Removes a directory tree that a program may have made as awkward as it could.
 *
 * <p>The plain walk does for nearly all. A tree thousands of levels deep has paths longer than a
 * system call takes, and a folder without permissions cannot be listed; for those the system's own
 * {@code chmod} and {@code rm} are used, which go down step by step. Links are never followed.
 */
final class DirectoryWiper {
  private static final long PATIENCE_SECONDS = 120;

  private DirectoryWiper() {}

  static void delete(Path directory) throws IOException {
    try {
      walk(directory);
    } catch (IOException | StackOverflowError e) {
      if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      byCommand(List.of("chmod", "-R", "u+rwX", "--", directory.toString()));
      byCommand(List.of("rm", "-rf", "--", directory.toString()));
      if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException("cannot remove " + directory + ": " + e.getMessage(), e);
      }
    }
  }

  private static void walk(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem)
              throws IOException {
            if (problem != null) {
              throw problem;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void byCommand(List<String> argv) throws IOException {
    Process process =
        new ProcessBuilder(argv)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
