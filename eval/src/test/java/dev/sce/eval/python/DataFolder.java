package dev.sce.eval.python;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Public data that the tests use where it is, and that is no part of the project. */
final class DataFolder {
  private DataFolder() {}

  /** Returns a file of the data folder; skips the test when there is no such folder. */
  static Path file(String name) {
    Path folder = Path.of(System.getProperty("sce.data", "../../shared/data"));
    Assumptions.assumeTrue(
        Files.isDirectory(folder),
        "no folder " + folder.toAbsolutePath().normalize() + "; name it with -Dsce.data=FOLDER");
    return folder.resolve(name);
  }
}
