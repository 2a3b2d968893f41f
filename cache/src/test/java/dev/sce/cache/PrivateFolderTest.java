package dev.sce.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.spi.ResultStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache into which somebody else could write is refused. */
class PrivateFolderTest {
  private static final String FILE = "results.sqlite";

  @TempDir Path directory;

  private Path folder() {
    return directory.resolve("cache");
  }

  private void use() throws IOException {
    try (ResultStore store = new SqliteProvider().open(folder())) {
      assertThat(store.get(dev.sce.Blob.EMPTY)).isEmpty();
    }
  }

  private static void mode(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private void assertRefused(String what) {
    assertThatThrownBy(this::use)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(what)
        .hasMessageContaining("chmod go-w");
  }

  @Test
  void whatIsMadeIsForItsOwnerAlone() throws IOException {
    use();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().resolve(FILE))))
        .isEqualTo("rw-------");
    use();
  }

  @Test
  void aFolderOthersMayWriteToIsRefused() throws IOException {
    Files.createDirectory(folder());
    mode(folder(), "rwxrwx---");
    assertRefused("cache can be changed by others");
    mode(folder(), "rwx---rwx");
    assertRefused("cache can be changed by others");
  }

  @Test
  void aFolderThatOthersMayRenameIsRefused() throws IOException {
    use();
    mode(directory, "rwxrwxrwx");
    assertRefused("could plant results");
    mode(directory, "rwxr-xr-x");
    use();
  }

  /** The right may as well come from an access list, and name anybody. */
  @Test
  void aFolderAboveThatAGroupMayWriteToIsRefusedWhateverTheGroupsName() throws IOException {
    use();
    mode(directory, "rwxrwxr-x");
    assertRefused("could plant results");
    mode(directory, "rwxr-xr-x");
    use();
  }

  @Test
  void aPathThatSqliteWouldCutOffIsRefused() throws IOException {
    Path folder = directory.resolve("what?cache=shared");
    assertThatThrownBy(() -> new SqliteProvider().open(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("question mark");
    assertThat(directory.resolve("what")).doesNotExist();
    Path temporary = directory.resolve("temporary?");
    assertThatThrownBy(() -> new SqliteProvider().temporary(temporary))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("question mark");
    assertThat(temporary).isEmptyDirectory();
    assertThat(directory.resolve("temporary")).doesNotExist();
  }

  @Test
  void aFileOthersMayWriteToIsRefused() throws IOException {
    use();
    mode(folder().resolve(FILE), "rw-rw-rw-");
    assertRefused(FILE);
  }

  @Test
  void aLinkInPlaceOfTheFileIsRefused() throws IOException {
    use();
    Path other = directory.resolve("other");
    Files.move(folder().resolve(FILE), other);
    Files.createSymbolicLink(folder().resolve(FILE), other);
    assertRefused(FILE);
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws IOException {
    Files.writeString(folder(), "something");
    assertThatThrownBy(this::use).hasMessageContaining("must be a folder");
    assertThat(folder()).hasContent("something");
  }
}
