package dev.sce.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentHashTest {
  @TempDir Path folder;

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void contentsAndNamesTellFoldersApart() throws IOException {
    write("a/x", "1");
    write("b/x", "1");
    write("c/x", "2");
    write("d/y", "1");
    String a = ContentHash.of(folder.resolve("a"));
    assertThat(a).matches("[0-9a-f]{32}").isEqualTo(ContentHash.of(folder.resolve("b")));
    assertThat(a)
        .isNotEqualTo(ContentHash.of(folder.resolve("c")))
        .isNotEqualTo(ContentHash.of(folder.resolve("d")));
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    write("a/x", "1");
    write("secret", "1");
    String before = ContentHash.of(folder.resolve("a"));
    Files.createSymbolicLink(folder.resolve("a/link"), folder.resolve("secret"));
    assertThat(ContentHash.of(folder.resolve("a"))).isNotEqualTo(before);
    Files.createSymbolicLink(folder.resolve("a/round"), folder.resolve("a"));
    assertThat(ContentHash.of(folder.resolve("a"))).hasSize(32);
  }

  @Test
  void aPipeIsNotOpened() throws Exception {
    write("a/x", "1");
    String before = ContentHash.of(folder.resolve("a"));
    Path pipe = folder.resolve("a/pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThat(ContentHash.of(folder.resolve("a"))).isEqualTo(before);
  }

  @Test
  void whatCannotBeReadEndsNothing() throws IOException {
    write("a/x", "1");
    write("a/closed/y", "2");
    write("a/z", "3");
    String before = ContentHash.of(folder.resolve("a"));
    Path closed = folder.resolve("a/closed");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(
        folder.resolve("a/z"), PosixFilePermissions.fromString("---------"));
    try {
      assumeThat(Files.isReadable(closed)).as("a user who may read everything").isFalse();
      assertThat(ContentHash.of(folder.resolve("a"))).hasSize(32).isNotEqualTo(before);
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
