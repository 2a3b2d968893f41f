package dev.sce.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.Blob;
import dev.sce.spi.ResultStore;
import dev.sce.testkit.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A store gives back what it was given, or says that it cannot. */
@ExtendWith(LeakCheck.class)
class SqliteStoreTest {
  @TempDir Path directory;

  private static Blob blob(String text) {
    return Blob.ofText(text);
  }

  private static Map<Blob, Blob> values(int from, int to) {
    Map<Blob, Blob> values = new HashMap<>();
    for (int i = from; i < to; i++) {
      values.put(blob("key " + i), blob("value " + i + "x".repeat(i % 300)));
    }
    return values;
  }

  private Path folder() {
    return directory.resolve("cache");
  }

  private ResultStore open() throws IOException {
    return new SqliteProvider().open(folder());
  }

  @Test
  void valuesAreThereForTheNextOne() throws IOException {
    try (ResultStore store = open()) {
      store.put(Map.of(blob("a"), blob("1"), blob("b"), Blob.of(new byte[] {0, -1})));
      store.put(Map.of(blob("a"), blob("2")));
    }
    try (ResultStore store = open()) {
      assertThat(store.get(blob("a"))).contains(blob("1"));
      assertThat(store.get(blob("b"))).contains(Blob.of(new byte[] {0, -1}));
      assertThat(store.get(blob("c"))).isEmpty();
    }
  }

  @Test
  void severalSeeWhatTheOthersWrite() throws IOException {
    try (ResultStore one = open();
        ResultStore two = open()) {
      one.put(Map.of(blob("a"), blob("1")));
      assertThat(two.get(blob("a"))).contains(blob("1"));
      two.put(Map.of(blob("b"), blob("2")));
      assertThat(one.get(blob("b"))).contains(blob("2"));
    }
  }

  @Test
  void manyOpenTheSameNewFolderAtOnce() throws Exception {
    List<Throwable> failures = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int number = i;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (ResultStore store = open()) {
                      store.put(values(number * 10, number * 10 + 20));
                    } catch (IOException | RuntimeException e) {
                      synchronized (failures) {
                        failures.add(e);
                      }
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
    try (ResultStore store = open()) {
      for (Map.Entry<Blob, Blob> entry : values(0, 90).entrySet()) {
        assertThat(store.get(entry.getKey())).contains(entry.getValue());
      }
    }
  }

  @Test
  void nothingOfATemporaryStoreIsLeft() throws IOException {
    try (ResultStore store = new SqliteProvider().temporary(directory)) {
      store.put(values(0, 5000));
      assertThat(list()).isEmpty();
      for (Map.Entry<Blob, Blob> entry : values(0, 5000).entrySet()) {
        assertThat(store.get(entry.getKey())).contains(entry.getValue());
      }
      assertThat(list()).isEmpty();
    }
  }

  private List<Path> list() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }

  @Test
  void aFileOfSomethingElseIsLeftAlone() throws Exception {
    Files.createDirectory(folder());
    Path file = folder().resolve("results.sqlite");
    Files.writeString(file, "no data base at all\n".repeat(500));
    assertThatThrownBy(this::open).isInstanceOf(IOException.class);
    assertThat(Files.readString(file)).startsWith("no data base at all\n");
    Files.delete(file);
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = other.createStatement()) {
      statement.execute("CREATE TABLE results(key, value)");
    }
    assertThatThrownBy(this::open).hasMessageContaining("not a result cache");
  }

  /** What is wrong with values is found out by their checksums; here it must not be fatal. */
  @Test
  void aDamagedFileGivesValuesOrAnException() throws IOException {
    try (ResultStore store = open()) {
      store.put(values(0, 200));
    }
    Path file = folder().resolve("results.sqlite");
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(1);
    for (int round = 0; round < 300; round++) {
      byte[] bad = round % 3 == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
      for (int i = 0; i < 1 + round % 5 && bad.length > 0; i++) {
        bad[round < 100 ? Math.min(round, bad.length - 1) : random.nextInt(bad.length)] ^=
            (byte) (1 + random.nextInt(255));
      }
      Files.write(file, bad);
      Files.deleteIfExists(folder().resolve("results.sqlite-wal"));
      Files.deleteIfExists(folder().resolve("results.sqlite-shm"));
      useWhateverItIs();
    }
  }

  private void useWhateverItIs() {
    try (ResultStore store = open()) {
      for (Blob key : values(0, 200).keySet()) {
        var _ = store.get(key);
      }
      store.put(values(200, 210));
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("SQLite says");
    }
  }

  @Test
  void aFullDiskIsAnExceptionAndWhatWasThereStays() throws IOException {
    Path file = directory.resolve("small");
    List<String> small = new ArrayList<>(SqliteStore.SHARED);
    small.add("PRAGMA max_page_count=12");
    try (ResultStore store = SqliteStore.open(file, small)) {
      store.put(values(0, 10));
      assertThatThrownBy(() -> store.put(values(10, 1000))).isInstanceOf(IOException.class);
      assertThat(store.get(blob("key 3"))).isPresent();
      assertThat(store.get(blob("key 10"))).isEmpty();
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsAnException() throws IOException {
    Path file = directory.resolve("file");
    List<String> settings = new ArrayList<>(SqliteStore.SHARED);
    settings.add("PRAGMA query_only=ON");
    SqliteStore.open(file, SqliteStore.SHARED).close();
    try (ResultStore store = SqliteStore.open(file, settings)) {
      assertThatThrownBy(() -> store.put(values(0, 1))).isInstanceOf(IOException.class);
      assertThat(store.get(blob("a"))).isEmpty();
    }
  }

  @Test
  void aFileLockedTooLongIsAnException() throws Exception {
    Path file = directory.resolve("file");
    List<String> impatient = new ArrayList<>(SqliteStore.SHARED);
    impatient.add("PRAGMA busy_timeout=20");
    try (ResultStore store = SqliteStore.open(file, impatient);
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      assertThatThrownBy(() -> store.put(values(0, 1))).hasMessageContaining("locked");
      assertThat(store.get(blob("a"))).isEmpty();
      statement.execute("ROLLBACK");
      store.put(values(0, 1));
    }
  }
}
