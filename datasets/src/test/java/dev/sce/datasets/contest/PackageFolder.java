package dev.sce.datasets.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a problem package for a test. */
final class PackageFolder {
  private final Path folder;

  PackageFolder(Path folder) {
    this.folder = folder;
  }

  /** Returns the package's folder. */
  Path path() {
    return folder;
  }

  /** Writes a file with its folders. */
  PackageFolder with(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** Writes a test. */
  PackageFolder withTest(String name, String input, String answer) throws IOException {
    return with("data/" + name + ".in", input).with("data/" + name + ".ans", answer);
  }
}
