package dev.sce.cache;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.spi.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads the library of SQLite, which is machine code in a jar and needs a file for a moment.
 *
 * <p>Left to itself it would stay in the temporary directory after a kill -9, a megabyte each time.
 */
final class SqliteLibrary {
  private static final String FOLDER = "org.sqlite.tmpdir";

  @GuardedBy("SqliteLibrary.class")
  private static boolean loaded;

  private SqliteLibrary() {}

  static synchronized void load() throws IOException {
    if (loaded) {
      return;
    }
    String named = System.getProperty(FOLDER);
    Path parent = TemporaryDirectory.of(named == null ? null : Path.of(named));
    Path own = Files.createTempDirectory(Files.createDirectories(parent), "sce-sqlite-");
    System.setProperty(FOLDER, own.toString());
    try {
      loaded = SQLiteJDBCLoader.initialize();
    } catch (Exception | LinkageError e) {
      throw new IOException(
          "SQLite's library cannot be loaded ("
              + e.getMessage()
              + "); where the temporary directory forbids execution, name another one with"
              + " -Dorg.sqlite.tmpdir=DIR",
          e);
    } finally {
      if (named == null) {
        System.clearProperty(FOLDER);
      } else {
        System.setProperty(FOLDER, named);
      }
      remove(own);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.delete(folder);
  }
}
