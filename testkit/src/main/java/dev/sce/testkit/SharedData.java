package dev.sce.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds public data that is not part of this project; tests that need it are skipped without. */
public final class SharedData {
  private SharedData() {}

  /** Returns a file of the data, or skips the calling test. */
  public static Path file(String name) {
    return folder("").resolve(name);
  }

  /** Returns a folder of the data, or skips the calling test. */
  public static Path folder(String name) {
    Path folder = Path.of(System.getProperty("sce.data", "../../shared/data")).resolve(name);
    assumeTrue(
        Files.isDirectory(folder),
        () -> folder + " is missing; give the folder of the data with -Dsce.data=FOLDER");
    return folder;
  }
}
